import { describe, expect, it } from "vitest";
import { type Actor, can, canSeeConversation } from "./can.ts";
import { type Permission, permissions } from "./catalogue.ts";
import { grantsOf, permissionsOf, type Role, roleNames, standardRoles } from "./roles.ts";

const anActor = (role: string): Actor => ({
  kind: "user",
  id: "ana",
  name: "Ana",
  workspaceId: "lumina",
  role,
  grants: grantsOf(role),
  queueIds: ["orders"],
  sessionId: "s",
});

/** Things by whose they are, as the actor `ana` of the queue `orders` in the workspace `lumina` sees them. */
const things = {
  own: { workspaceId: "lumina", ownerId: "ana", queueId: "billing" },
  managed: { workspaceId: "lumina", ownerId: "luca", queueId: "orders" },
  others: { workspaceId: "lumina", ownerId: "luca", queueId: "billing" },
  nobodys: { workspaceId: "lumina", ownerId: null, queueId: null },
  foreign: { workspaceId: "elsewhere", ownerId: "ana", queueId: "orders" },
} as const;

const reach = {
  own: ["own"],
  managed: ["own", "managed"],
  all: ["own", "managed", "others", "nobodys"],
} as const;

const everyPermission = Object.keys(permissions) as Permission[];

describe.each(roleNames)("the role %s", (role) => {
  it("reaches exactly the things within the scope of each of its grants, and never another workspace", () => {
    const actor = anActor(role);
    for (const permission of everyPermission) {
      const scope = actor.grants[permission];
      const reached = Object.entries(things).flatMap(([name, thing]) =>
        can(actor, permission, thing) ? name : [],
      );
      expect([permission, reached]).toEqual([permission, scope ? [...reach[scope]] : []]);
      expect(can(actor, permission)).toBe(scope !== undefined);
    }
  });

  it("is made of permissions of the catalogue", () => {
    for (const permission of permissionsOf(role)) expect(everyPermission).toContain(permission);
  });
});

describe("roles", () => {
  it("an unknown role may do nothing, also one named like a part of the language", () => {
    for (const role of ["boss", "", "constructor", "__proto__", "toString"])
      expect(grantsOf(role)).toEqual({});
  });

  it("the auditor neither reads conversations nor writes to customers", () => {
    const may = permissionsOf("auditor");
    for (const permission of ["conversation.view", "conversation.reply", "customer.view"] as const)
      expect(may).not.toContain(permission);
  });

  it("nobody replies in somebody else's name: the right to write to the customer is for one's own only", () => {
    for (const grants of Object.values(standardRoles) as ReturnType<typeof grantsOf>[])
      expect(["own", undefined]).toContain(grants["conversation.reply"]);
  });
});

describe("seeing a conversation", () => {
  const where = {
    mine: { workspaceId: "lumina", assigneeId: "ana", queueId: "billing", state: "assigned" },
    "my queue's, waiting": { workspaceId: "lumina", assigneeId: null, queueId: "orders", state: "waiting" },
    "my queue's, a colleague's": {
      workspaceId: "lumina",
      assigneeId: "luca",
      queueId: "orders",
      state: "assigned",
    },
    "my queue's, closed": { workspaceId: "lumina", assigneeId: null, queueId: "orders", state: "closed" },
    "another queue's, waiting": {
      workspaceId: "lumina",
      assigneeId: null,
      queueId: "billing",
      state: "waiting",
    },
    "another queue's, a colleague's": {
      workspaceId: "lumina",
      assigneeId: "luca",
      queueId: "billing",
      state: "assigned",
    },
    "another workspace's": {
      workspaceId: "elsewhere",
      assigneeId: "ana",
      queueId: "orders",
      state: "waiting",
    },
  };
  const seen = (role: Role) =>
    Object.entries(where).flatMap(([name, one]) => (canSeeConversation(anActor(role), one) ? name : []));

  it.each(["agent", "agent-dashboard"] as const)("%s: one's own and what waits in one's queues", (role) => {
    expect(seen(role)).toEqual(["mine", "my queue's, waiting"]);
  });

  it.each(["coordinator", "agent-supervisor", "supervisor"] as const)("%s: all of one's queues", (role) => {
    expect(seen(role)).toEqual([
      "mine",
      "my queue's, waiting",
      "my queue's, a colleague's",
      "my queue's, closed",
    ]);
  });

  it.each(["manager", "administrator", "owner"] as const)(
    "%s: everything but another workspace's",
    (role) => {
      expect(seen(role)).toEqual(Object.keys(where).filter((name) => name !== "another workspace's"));
    },
  );

  it("auditor: nothing", () => {
    expect(seen("auditor")).toEqual([]);
  });
});
