import { randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import { lockRanks } from "#server/platform/permissions/lock-ranks.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { RoleChange, RoleWithGrants } from "#shared/contract/roles.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { type Grants, permissionNames } from "#shared/permissions/catalogue.ts";
import { beyond, mayGive } from "#shared/permissions/giving-roles.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import { releaseHolders } from "./release-holders.ts";
import { holdCustomRole, namesWithRole, readRole, tidyGrants } from "./role-records.ts";

export interface RoleInput {
  readonly name: string;
  readonly basedOn: string;
  readonly grants: Grants;
}

const mostRoles = 50;
const mostNamed = 100;

/** Makes a role as a copy of another, with changes; the copy of a copy is a copy of the first. */
export async function createRole(tx: Work, { actor, entry }: By, input: RoleInput): Promise<RoleWithGrants> {
  const { workspaceId } = actor;
  const book = await lockBook(tx, actor);
  const basedOn = modelOf(book, actor, input.basedOn);
  const grants = tidyGrants(input.grants);
  refuseWider(book, actor, { basedOn, grants });
  if (book.roles.filter(({ custom }) => custom).length >= mostRoles) fail("role.too_many", { workspaceId });
  const [id, key] = [uuidv7(), keyOf(input.name)];
  await refuseName(tx, book, { id, workspaceId, name: input.name });
  await tx.query(
    "insert into custom_roles (id, workspace_id, key, name, based_on, grants) values ($1, $2, $3, $4, $5, $6)",
    [id, workspaceId, key, input.name, basedOn, JSON.stringify(grants)],
  );
  const made = await readRole(tx, workspaceId, key);
  const changes = grantChanges(book.grantsOf(basedOn), grants);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "role.created",
    target: { kind: "role", id: key, name: input.name },
    after: { name: input.name, basedOn, grants: side(changes, "after") },
  });
  return made;
}

/** Renames a custom role or changes what it may do; who has it has the new rights within seconds. */
export async function updateRole(
  tx: Work,
  { actor, entry }: By,
  asked: {
    readonly key: string;
    readonly version: number;
    readonly name?: string | undefined;
    readonly grants?: Grants | undefined;
  },
): Promise<RoleWithGrants> {
  const { workspaceId } = actor;
  const book = await lockBook(tx, actor);
  const before = await holdCustomRole(tx, book, workspaceId, asked.key);
  refuseUnlessGivable(book, actor, before.basedOn);
  if (before.version !== asked.version) fail("record.stale", { key: asked.key });
  const name = asked.name ?? before.name;
  const grants = asked.grants ? tidyGrants(asked.grants) : before.grants;
  if (asked.grants) {
    refuseOwn(actor, before.key);
    refuseWider(book, actor, { basedOn: before.basedOn, grants });
  }
  if (name !== before.name) await refuseName(tx, book, { id: before.id, workspaceId, name });
  await tx.query("update custom_roles set name = $2, grants = $3, version = version + 1 where id = $1", [
    before.id,
    name,
    JSON.stringify(grants),
  ]);
  const edit = { workspaceId, key: before.key, before: before.grants, after: grants };
  await releaseHolders(tx, edit, { kind: "agent", id: actor.id, name: actor.name });
  const after = await readRole(tx, workspaceId, before.key);
  const changes = grantChanges(before.grants, grants);
  if (changes.length > 0 || name !== before.name)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "role.changed",
      target: { kind: "role", id: before.key, name },
      before: { ...(name !== before.name && { name: before.name }), grants: side(changes, "before") },
      after: { ...(name !== before.name && { name }), grants: side(changes, "after") },
    });
  return after;
}

/** Deletes a custom role that nobody has and no open invitation promises. */
export async function removeRole(tx: Work, { actor, entry }: By, key: string): Promise<void> {
  const { workspaceId } = actor;
  const book = await lockBook(tx, actor);
  const before = await holdCustomRole(tx, book, workspaceId, key);
  refuseUnlessGivable(book, actor, before.basedOn);
  // First who is promised it, then who has it: whoever accepts in between is found there.
  const invited = await tx.query<{ email: string }>(
    `select email from invitations where workspace_id = $1 and role = $2
       and accepted_at is null and cancelled_at is null order by email`,
    [workspaceId, key],
  );
  const people = await namesWithRole(tx, workspaceId, key, true);
  const holders = [...people, ...invited.rows.map(({ email }) => email)];
  if (holders.length > 0)
    fail(
      "role.in_use",
      { key },
      holders.slice(0, mostNamed).map((problem) => ({ field: "people", problem })),
    );
  await tx.query("delete from custom_roles where id = $1", [before.id]);
  // The rules for signing in name roles by their keys.
  await tx.query(
    `update workspaces set security = jsonb_set(security, '{secondFactorRoles}', (security -> 'secondFactorRoles') - $2::text)
     where id = $1 and security -> 'secondFactorRoles' ? $2::text`,
    [workspaceId, key],
  );
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "role.deleted",
    target: { kind: "role", id: key, name: before.name },
    before: { name: before.name, basedOn: before.basedOn, grants: before.grants },
  });
}

/** What saving a role would change, and for whom; the same refusals as saving it. */
export async function previewRole(
  tx: Work,
  actor: Actor,
  asked: { readonly key: string | null; readonly basedOn: string; readonly grants: Grants },
): Promise<RoleChange> {
  const { workspaceId } = actor;
  const book = await openBook(tx, actor);
  const known = asked.key === null ? null : await holdCustomRole(tx, book, workspaceId, asked.key);
  if (known) {
    refuseUnlessGivable(book, actor, known.basedOn);
    refuseOwn(actor, known.key);
  }
  const basedOn = known?.basedOn ?? modelOf(book, actor, asked.basedOn);
  const grants = tidyGrants(asked.grants);
  refuseWider(book, actor, { basedOn, grants });
  const names = known ? await namesWithRole(tx, workspaceId, known.key) : [];
  return {
    people: names.length,
    names: names.slice(0, mostNamed),
    changes: grantChanges(known?.grants ?? book.grantsOf(asked.basedOn), grants),
  };
}

async function openBook(tx: Work, actor: Actor): Promise<RoleBook> {
  if (!can(actor, "roles.manage", { workspaceId: actor.workspaceId })) fail("permission.denied");
  return roleBookOf(tx as never, actor.workspaceId);
}

/**
 * One change of roles at a time in a workspace, also while somebody is given one: so the number of roles holds, and
 * none is deleted that has just been given.
 */
async function lockBook(tx: Work, actor: Actor): Promise<RoleBook> {
  await lockRanks(tx, actor);
  return openBook(tx, actor);
}

/** The built-in role behind a role; it must be one that the maker may give. */
function modelOf(book: RoleBook, actor: Actor, key: string): string {
  const role = book.get(key) ?? fail("role.not_found", { key });
  refuseUnlessGivable(book, actor, role.basedOn);
  return role.basedOn;
}

function refuseUnlessGivable(book: RoleBook, actor: Actor, basedOn: string): void {
  const role = book.get(basedOn) ?? fail("role.not_found", { basedOn });
  if (!mayGive(book, actor, role)) fail("role.not_yours_to_give", { basedOn });
}

/** What one's own role allows is for others to say: its model may allow more than it does. */
function refuseOwn(actor: Actor, key: string): void {
  if (key === actor.role) fail("role.not_yours_to_give", { key });
}

function refuseWider(book: RoleBook, actor: Actor, role: Omit<RoleInput, "name">): void {
  const wide = beyond(book, actor.role, role);
  if (wide.length > 0)
    fail(
      "role.too_wide",
      { wide },
      wide.map((field) => ({ field, problem: "is more than you may do" })),
    );
}

async function refuseName(
  tx: Work,
  book: RoleBook,
  row: Parameters<typeof refuseTakenName>[2],
): Promise<void> {
  const same = (name: string) => name.toLowerCase() === row.name.toLowerCase();
  if (book.roles.some(({ custom, name }) => !custom && same(name)))
    fail("name.taken", { name: row.name }, [{ field: "name", problem: "is taken" }]);
  await refuseTakenName(tx, "custom_roles", row);
}

/** A key that says whose it is and is never used again. */
function keyOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  return `custom-${slug || "role"}-${randomBytes(2).toString("hex")}`;
}

type GrantChange = RoleChange["changes"][number];

function grantChanges(before: Grants, after: Grants): GrantChange[] {
  const [was, is] = [tidyGrants(before), tidyGrants(after)];
  return permissionNames.flatMap((permission) => {
    const change = { permission, before: was[permission] ?? null, after: is[permission] ?? null };
    return canonicalize(change.before) === canonicalize(change.after) ? [] : [change as GrantChange];
  });
}

const side = (changes: readonly GrantChange[], of: "before" | "after") =>
  Object.fromEntries(changes.map((change) => [change.permission, change[of]]));
