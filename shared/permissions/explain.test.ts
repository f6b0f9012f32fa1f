import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBuilt } from "./areas.ts";
import { type Actor, can, fieldsOpen, type Resource } from "./can.ts";
import { fieldsOf, type Permission, permissionNames, permissions } from "./catalogue.ts";
import { type ActorCondition, conditions, isActorCondition } from "./conditions.ts";
import { type ExplainedPerson, type ExplainQuestion, explainAccess } from "./explain.ts";
import { createRoleBook } from "./role-book.ts";
import { type SchemeName, schemeNames } from "./schemes/index.ts";
import { anActor } from "./testing/an-actor.ts";

const actorConditions = (Object.keys(conditions) as (keyof typeof conditions)[]).filter(isActorCondition);
const thingConditions = ["web.channel", "assignment.editor", "unused"] as const;
const groups = ["night", "day"];
const queues = ["orders", "returns"];
const people = ["ana", "luca", "tom"];

const personOf = (
  actor: Actor,
  scheme: SchemeName,
  holds: readonly ActorCondition[] = [],
): ExplainedPerson => {
  const book = createRoleBook(scheme);
  return {
    name: "Ana",
    roleName: book.get(actor.role)?.name ?? actor.role,
    rights: actor,
    granted: book.grantsOf(actor.role),
    holds: new Set(holds),
    standing: null,
  };
};

const resources = (scheme: SchemeName): fc.Arbitrary<Resource> =>
  fc.record(
    {
      workspaceId: fc.constantFrom("lumina", "lumina", "lumina", "elsewhere"),
      ownerId: fc.constantFrom(...people, null),
      queueId: fc.constantFrom(...queues, null),
      groupIds: fc.subarray(groups),
      role: fc.constantFrom(...createRoleBook(scheme).roles),
      holds: fc.subarray([...thingConditions]),
    },
    { requiredKeys: ["workspaceId"] },
  );

const questions = fc.constantFrom(...schemeNames).chain((scheme) => {
  const book = createRoleBook(scheme);
  return fc.record({
    scheme: fc.constant(scheme),
    role: fc.constantFrom(...book.roles.map(({ key }) => key)),
    holds: fc.subarray(actorConditions),
    ties: fc.record({
      ledGroupIds: fc.subarray(groups),
      queueIds: fc.subarray(queues),
      assignedQueueIds: fc.subarray(queues),
      editorQueueIds: fc.subarray(queues),
    }),
    permission: fc.constantFrom(...permissionNames),
    resource: fc.option(resources(scheme), { nil: undefined }),
    field: fc.option(fc.constantFrom("email", "skills", "avatar", "video", "record"), { nil: undefined }),
  });
});

describe("an explanation", () => {
  it("says what can() says, of anybody, anything and any part", () => {
    fc.assert(
      fc.property(questions, ({ scheme, role, holds, ties, permission, resource, field }) => {
        const actor = anActor(scheme, role, { holds, ...ties });
        const explained = explainAccess({
          person: personOf(actor, scheme, holds),
          permission,
          thing: resource && { resource, name: "It", groupNames: {} },
          field,
          book: createRoleBook(scheme),
        });
        const mayTouch =
          field === undefined || fieldsOpen(actor, permission, fieldsOf(permission)).includes(field);
        const may = can(actor, permission, resource) && mayTouch;
        expect(explained.allowed).toBe(may && isBuilt(permissions[permission].area));
        expect(explained.because === null).toBe(explained.allowed);
      }),
      { numRuns: 3_000 },
    );
  });

  it("shows no sentence that stands in the way of what is allowed but of ties, of which one is enough", () => {
    fc.assert(
      fc.property(questions, ({ scheme, role, holds, ties, permission, resource }) => {
        const actor = anActor(scheme, role, { holds, ...ties });
        const { allowed, steps } = explainAccess({
          person: personOf(actor, scheme, holds),
          permission,
          thing: resource && { resource, name: "It", groupNames: {} },
          book: createRoleBook(scheme),
        });
        const inTheWay = steps.filter((one) => !one.holds && !one.code.startsWith("tie."));
        if (allowed) expect(inTheWay).toEqual([]);
        else expect(inTheWay).not.toEqual([]);
        for (const { text } of steps) expect(text).toMatch(/^\S.*\.$/);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("the sentences", () => {
  const explain = (role: string, permission: Permission, more: Partial<ExplainQuestion> = {}) =>
    explainAccess({
      person: personOf(
        anActor("voximplant-kit", role, {
          ledGroupIds: ["night"],
          assignedQueueIds: ["returns"],
          queueIds: ["orders"],
        }),
        "voximplant-kit",
      ),
      permission,
      book: createRoleBook("voximplant-kit"),
      ...more,
    });
  const luca = (groupIds: string[]) => ({
    name: "Luca",
    groupNames: { night: "Night", day: "Day" },
    resource: {
      workspaceId: "lumina",
      ownerId: "luca",
      groupIds,
      role: createRoleBook("voximplant-kit").refOf("agent"),
    },
  });
  const said = ({ steps }: ReturnType<typeof explain>) =>
    steps.map(({ holds, text }) => `${holds ? "+" : "-"} ${text}`);

  it("name the group that somebody leads", () => {
    const explained = explain("supervisor", "users.account.edit", {
      thing: luca(["day", "night"]),
      field: "skills",
    });
    expect(explained).toMatchObject({ allowed: true, because: null });
    expect(said(explained)).toEqual([
      "+ The role Supervisor has: Change other people's account: name, skills, conversation settings, groups.",
      "+ It reaches the people of groups that one leads, what is theirs, and one's own.",
      "- Luca is not Ana's own.",
      "- Ana does not lead the group Day of Luca.",
      "+ Ana leads the group Night of Luca.",
      "+ It is about somebody else.",
      "+ The part “skills” is open to this role.",
    ]);
  });

  it("name the group that he would have to lead, and the part that is closed", () => {
    const stranger = explain("supervisor", "users.account.edit", { thing: luca(["day"]) });
    expect(stranger).toMatchObject({ allowed: false, because: "scope" });
    expect(said(stranger)).toContain("- Ana does not lead the group Day of Luca.");
    const groups = explain("supervisor", "users.account.edit", { thing: luca(["night"]), field: "groups" });
    expect(groups).toMatchObject({ allowed: false, because: "field" });
    expect(said(groups)).toContain("- The part “groups” is not open to this role.");
  });

  it("say which rank is too high, that nobody does it to himself, and that a role has nothing of it", () => {
    const book = createRoleBook("voximplant-kit");
    const owner = {
      ...luca([]),
      resource: { workspaceId: "lumina", ownerId: "luca", role: book.refOf("owner") },
    };
    const above = explain("manager", "users.block", { thing: owner });
    expect(above).toMatchObject({ because: "role" });
    expect(said(above)).toContain("- It reaches people of roles below Manager: Owner is not among them.");
    const self = { ...luca(["night"]), resource: { ...luca(["night"]).resource, ownerId: "ana" } };
    expect(explain("supervisor", "users.massEdit", { thing: self })).toMatchObject({ because: "self" });
    expect(said(explain("agent", "users.block"))).toEqual([
      "- The role Agent does not have: Block, archive and restore people, and end their sessions.",
    ]);
  });

  it("say of a queue how somebody is assigned to it, and that answering it is not watching it", () => {
    const queue = (queueId: string) => ({
      name: queueId,
      queueName: queueId,
      groupNames: {},
      resource: { workspaceId: "lumina", queueId },
    });
    const steps = (queueId: string) =>
      said(explain("supervisor", "monitor.queues.view", { thing: queue(queueId) }));
    expect(steps("returns")).toContain("+ Ana is assigned to the queue returns as viewer.");
    expect(steps("orders")).toContain(
      "- Ana answers the queue orders, but is not assigned to it as a supervisor.",
    );
  });

  it("say what is not built, what is missing, which condition is not met and who is blocked", () => {
    expect(explain("owner", "campaigns.create")).toMatchObject({ allowed: false, because: "not_built" });
    expect(explain("owner", "users.view", { thing: "missing" })).toMatchObject({ because: "missing" });
    const person = personOf(anActor("aivo-live", "agent"), "aivo-live");
    const book = createRoleBook("aivo-live");
    const bot = explainAccess({ person, permission: "agentbot.open", book });
    expect(bot).toMatchObject({ because: "actor_condition" });
    expect(said(bot)).toContain("- It counts only when the person has access to My Aivo: this is not so.");
    const blocked = explainAccess({
      person: { ...person, standing: "blocked" },
      permission: "help.view",
      book,
    });
    expect(blocked).toMatchObject({ allowed: false, because: "blocked" });
  });
});
