import { describe, expect, it } from "vitest";
import { type Actor, can, canSeeConversation, fieldsOpen } from "./can.ts";
import { permissionNames } from "./catalogue.ts";
import { conditionsThatHold, overridden } from "./conditions.ts";
import { createRoleBook } from "./role-book.ts";
import { schemeNames } from "./schemes/index.ts";
import { anActor } from "./testing/an-actor.ts";
import { exceeding } from "./within.ts";

const ties = { queueIds: ["orders"], assignedQueueIds: ["returns"], ledGroupIds: ["night"] };
const ofLumina = { workspaceId: "lumina" };

/** Things by whose they are, as Ana sees them. */
const things = {
  own: { ...ofLumina, ownerId: "ana", queueId: "billing", groupIds: [] },
  answered: { ...ofLumina, ownerId: "luca", queueId: "orders", groupIds: [] },
  assigned: { ...ofLumina, ownerId: "luca", queueId: "returns", groupIds: [] },
  led: { ...ofLumina, ownerId: "luca", queueId: "billing", groupIds: ["day", "night"] },
  others: { ...ofLumina, ownerId: "luca", queueId: "billing", groupIds: ["day"] },
  nobodys: { ...ofLumina, ownerId: null, queueId: null },
  foreign: { workspaceId: "elsewhere", ownerId: "ana", queueId: "orders", groupIds: ["night"] },
} as const;

const managed = {
  queues: ["own", "answered"],
  assigned: ["own", "assigned"],
  groups: ["own", "led"],
  any: ["own", "answered", "led"],
};
const all = ["own", "answered", "assigned", "led", "others", "nobodys"];

describe.each(schemeNames)("in the scheme %s", (scheme) => {
  const book = createRoleBook(scheme);

  it.each(book.roles.map(({ key }) => key))("%s reaches exactly what each grant says", (role) => {
    const actor = anActor(scheme, role, ties);
    for (const permission of permissionNames) {
      const grant = actor.grants[permission];
      const own = grant?.others ? [] : ["own"];
      const expected = { own: ["own"], managed: managed[grant?.by ?? "any"], all }[grant?.scope ?? "own"];
      const reached = Object.entries(things).flatMap(([name, thing]) =>
        can({ ...actor, grants: stripped(actor, permission) }, permission, thing) ? name : [],
      );
      expect([permission, reached]).toEqual([
        permission,
        grant ? [...own, ...expected.filter((one) => one !== "own")] : [],
      ]);
      expect(can(actor, permission)).toBe(grant !== undefined);
    }
  });

  it("the top role may give itself away to nobody but by the rules, and is there", () => {
    expect(book.get(book.top)?.rank).toBe(Math.max(...book.roles.map(({ rank }) => rank)));
  });

  it("nobody replies in somebody else's name", () => {
    for (const { grants } of book.roles)
      expect(["own", undefined]).toContain(grants["conversation.reply"]?.scope);
  });

  it("no role but the highest may give a role of its own rank, where ranks count", () => {
    for (const { key, rank } of book.roles) {
      const actor = anActor(scheme, key);
      if (actor.grants["users.role.change"]?.roles !== "below") continue;
      for (const other of book.roles)
        expect(can(actor, "users.role.change", { ...ofLumina, ownerId: "luca", role: other })).toBe(
          other.rank < rank,
        );
    }
  });
});

/** Conditions of things have a test of their own. */
const stripped = (actor: Actor, permission: (typeof permissionNames)[number]): Actor["grants"] => {
  const grant = actor.grants[permission];
  return grant ? { [permission]: { ...grant, when: undefined } } : {};
};

describe("roles", () => {
  it("an unknown role may do nothing, also one named like a part of the language", () => {
    for (const role of ["boss", "", "constructor", "__proto__", "toString"])
      expect(createRoleBook("standard").grantsOf(role)).toEqual({});
  });

  it("a custom role has the rank of what it was made from, and stands behind it", () => {
    const book = createRoleBook("voximplant-kit", [
      { key: "custom-lead", name: "Lead", basedOn: "supervisor", grants: {} },
      { key: "custom-lost", name: "Lost", basedOn: "no-such-role", grants: {} },
    ]);
    expect(book.roles.map(({ key }) => key)).toEqual([
      "agent",
      "supervisor",
      "custom-lead",
      "manager",
      "administrator",
      "owner",
    ]);
    expect(book.refOf("custom-lead")).toMatchObject({ rank: 20, basedOn: "supervisor" });
  });
});

describe("limits of a grant", () => {
  it("fields: an Agent of voximplant-kit may change his picture, not his e-mail address", () => {
    const agent = anActor("voximplant-kit", "agent");
    expect(fieldsOpen(agent, "profile.edit", ["avatar", "email", "language", "timeZone"])).toEqual([
      "avatar",
      "language",
      "timeZone",
    ]);
  });

  it("roles: a Supervisor of vivocha reaches Agents and custom roles made from Agent, nobody else", () => {
    const supervisor = anActor("vivocha", "supervisor");
    const person = (key: string, basedOn = key) => ({
      ...ofLumina,
      ownerId: "luca",
      role: { key, basedOn, rank: 20 },
    });
    expect(can(supervisor, "users.block", person("agent"))).toBe(true);
    expect(can(supervisor, "users.block", person("custom-night", "agent"))).toBe(true);
    for (const role of ["auditor", "supervisor", "administrator"])
      expect(can(supervisor, "users.block", person(role))).toBe(false);
  });

  it("conditions of the person: no video call until the feature is switched on, and then on the web alone", () => {
    expect(can(anActor("aivo-live", "agent"), "video.start")).toBe(false);
    const agent = anActor("aivo-live", "agent", { holds: ["video.enabled"] });
    const own = { ...ofLumina, ownerId: "ana" };
    expect(can(agent, "video.start", { ...own, holds: ["web.channel"] })).toBe(true);
    expect(can(agent, "video.start", { ...own, holds: [] })).toBe(false);
  });

  it("oneself: a Supervisor of voximplant-kit mass edits anybody of his groups, but never himself", () => {
    const supervisor = anActor("voximplant-kit", "supervisor", ties);
    expect(can(supervisor, "users.massEdit", { ...things.led })).toBe(true);
    expect(can(supervisor, "users.massEdit", { ...things.own, groupIds: ["night"] })).toBe(false);
  });
});

describe("a group's setting", () => {
  it("comes before the general one, both ways; of several that disagree, the one that forbids wins", () => {
    expect(overridden(true, [])).toBe(true);
    expect(overridden(true, [null])).toBe(true);
    expect(overridden(true, [false])).toBe(false);
    expect(overridden(false, [true])).toBe(true);
    expect(overridden(false, [null, true])).toBe(true);
    expect(overridden(true, [true, false])).toBe(false);
  });

  it("opens and closes outbound calls for the group's people alone", () => {
    const workspace = {
      videoEnabled: false,
      outboundCalls: false,
      callHistory: true,
      coordinatorsTransfer: false,
      assistants: 1,
    };
    const may = (outboundCalls: boolean | null) =>
      conditionsThatHold(workspace, [{ outboundCalls, callHistory: null }], { agentbotAccess: false }).has(
        "outbound.allowed",
      );
    expect([may(null), may(true), may(false)]).toEqual([false, true, false]);
  });
});

describe("a role is never wider than its maker", () => {
  const maker = createRoleBook("voximplant-kit").grantsOf("administrator");

  it("as it stands, or with less, it is within", () => {
    expect(exceeding(maker, maker)).toEqual([]);
    expect(exceeding({ "users.view": { scope: "managed", by: "groups" } }, maker)).toEqual([]);
  });

  it("a permission he lacks, a limit on roles or fields that he has and it has not: each is named", () => {
    expect(
      exceeding({ "billing.view": { scope: "all" }, "users.block": { scope: "all" } }, maker).sort(),
    ).toEqual(["billing.view", "users.block"]);
    const manager = createRoleBook("voximplant-kit").grantsOf("manager");
    expect(exceeding({ "settings.general": { scope: "all" } }, manager)).toEqual(["settings.general"]);
    expect(exceeding({ "tags.delete": { scope: "all" } }, manager)).toEqual(["tags.delete"]);
  });
});

describe("seeing a conversation", () => {
  const one = { ...ofLumina, assigneeId: "luca", queueId: "orders", state: "assigned" };
  const where = {
    mine: { ...one, assigneeId: "ana", queueId: "billing" },
    "my queue's, waiting": { ...one, assigneeId: null, state: "waiting" },
    "my queue's, a colleague's": one,
    "my queue's, closed": { ...one, assigneeId: null, state: "closed" },
    "another queue's, waiting": { ...one, assigneeId: null, queueId: "billing", state: "waiting" },
    "another queue's, a colleague's": { ...one, queueId: "billing" },
    "another workspace's": { ...one, workspaceId: "elsewhere", assigneeId: "ana", state: "waiting" },
  };
  const seen = (role: string) => {
    const actor = anActor("standard", role, { queueIds: ["orders"] });
    return Object.entries(where).flatMap(([name, thing]) => (canSeeConversation(actor, thing) ? name : []));
  };

  it.each(["agent", "agent-dashboard"])("%s: one's own and what waits in one's queues", (role) => {
    expect(seen(role)).toEqual(["mine", "my queue's, waiting"]);
  });

  it.each(["coordinator", "agent-supervisor", "supervisor"])("%s: all of one's queues", (role) => {
    expect(seen(role)).toEqual([
      "mine",
      "my queue's, waiting",
      "my queue's, a colleague's",
      "my queue's, closed",
    ]);
  });

  it.each(["manager", "administrator", "owner"])("%s: everything but another workspace's", (role) => {
    expect(seen(role)).toEqual(Object.keys(where).filter((name) => name !== "another workspace's"));
  });

  it("auditor: nothing", () => {
    expect(seen("auditor")).toEqual([]);
  });
});
