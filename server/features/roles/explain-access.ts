import type pg from "pg";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { roleName } from "#server/platform/permissions/role-name.ts";
import type { AccessThing, Explanation } from "#shared/contract/roles.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, type Resource } from "#shared/permissions/can.ts";
import { type Permission, permissions } from "#shared/permissions/catalogue.ts";
import { type AccessExplanation, type ExplainQuestion, explainAccess } from "#shared/permissions/explain.ts";
import { step } from "#shared/permissions/explain-step.ts";
import { mayGive } from "#shared/permissions/giving-roles.ts";
import type { RoleBook, RoleDefinition } from "#shared/permissions/role-book.ts";
import { actorOf, actorsWithRoles, type KnownActor } from "./actors.ts";
import { type FoundThing, findThing } from "./things.ts";

export interface AccessQuestion {
  readonly userId: string;
  readonly permission: Permission;
  readonly thing?: AccessThing | undefined;
  readonly field?: string | undefined;
}

const mostNamed = 50;

/** Why somebody of one's workspace may or may not do something, and who could change it. */
export async function explain(pool: pg.Pool, asker: Actor, asked: AccessQuestion): Promise<Explanation> {
  const { workspaceId } = asker;
  const { permission } = asked;
  const [book, known] = await Promise.all([
    roleBookOf(pool, workspaceId),
    actorOf(pool, workspaceId, asked.userId),
  ]);
  const person = known ?? fail("user.not_found", { userId: asked.userId });
  const theirs = await resourceOf(pool, book, person.actor);
  if (!can(asker, "access.explain", theirs)) fail("user.not_found", { userId: asked.userId });
  const found =
    asked.thing && (await findThing({ db: pool, workspaceId, person: person.actor, book }, asked.thing));
  const thing = found === null ? "missing" : found;
  const answer = explained({ ...asked, person: toExplained(book, person), thing, book }, found);
  const grantedBy = book.roles.filter(({ grants }) => grants[permission]);
  const who = await whoCanGrant(pool, book, { person: person.actor, theirs, permission, grantedBy });
  return {
    allowed: answer.allowed,
    because: answer.because,
    permission,
    says: permissions[permission].says,
    role: roleName(book, person.actor.role),
    grant: answer.grant,
    steps: answer.steps.map((one) => ({ ...one, values: { ...one.values } })),
    grantedBy: grantedBy.map(({ key }) => roleName(book, key)),
    whoCanGrant: who.map(({ id, name, role }) => ({ id, name, roleName: roleName(book, role).name })),
    // Brands are given by the contract's output check, through which every answer goes.
  } as Explanation;
}

const toExplained = (book: RoleBook, { actor, holds, active }: KnownActor): ExplainQuestion["person"] => ({
  name: actor.name,
  roleName: roleName(book, actor.role).name,
  rights: actor,
  granted: book.grantsOf(actor.role),
  holds,
  standing: standingOf(actor, active),
});

function standingOf(actor: Actor, active: boolean): "blocked" | "second_factor" | null {
  if (!active) return "blocked";
  return actor.needsSecondFactor ? "second_factor" : null;
}

/** A conversation that waits may also be seen by who sees what waits in its queue. */
function explained(question: ExplainQuestion, found: FoundThing | null | undefined): AccessExplanation {
  const first = explainAccess(question);
  if (question.permission !== "conversation.view" || !found?.waits || first.allowed) return first;
  const waiting = explainAccess({ ...question, permission: "conversation.unassigned.view" });
  const also = step(
    "waits",
    waiting.allowed,
    "It waits for an agent: who sees what waits in its queue sees it too.",
  );
  return {
    ...(waiting.allowed ? waiting : first),
    grant: first.grant,
    steps: [...first.steps, also, ...waiting.steps],
  };
}

/** The person as a thing: who may change his role, who may ask about him. */
async function resourceOf(pool: pg.Pool, book: RoleBook, person: Actor): Promise<Resource> {
  const { workspaceId, id } = person;
  const thing = await findThing({ db: pool, workspaceId, person, book }, { kind: "user", id: id as never });
  return thing?.resource ?? fail("user.not_found", { id });
}

interface Grantable {
  readonly person: Actor;
  readonly theirs: Resource;
  readonly permission: Permission;
  readonly grantedBy: readonly RoleDefinition[];
}

/**
 * Who may change this person's role, and has one to give him that allows it, or may make one because his own role
 * allows it too.
 */
async function whoCanGrant(
  pool: pg.Pool,
  book: RoleBook,
  { person, theirs, permission, grantedBy }: Grantable,
): Promise<Actor[]> {
  const others = grantedBy.filter(({ key }) => key !== person.role);
  const candidates = await actorsWithRoles(pool, person.workspaceId, book.keysWith("users.role.change"));
  return candidates
    .filter(
      (one) =>
        can(one, "users.role.change", theirs) &&
        (others.some((role) => mayGive(book, one, role)) ||
          (can(one, "roles.manage", { workspaceId: one.workspaceId }) &&
            book.grantsOf(one.role)[permission] !== undefined)),
    )
    .slice(0, mostNamed);
}
