import { describe, expect, it } from "vitest";
import type { Me } from "#shared/contract/session.ts";
import { createRoleBook, effectiveGrants } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import { changesSomething, hindranceOf, type Judged } from "./may.ts";

function me(scheme: SchemeName, role: string, more: Partial<Me> = {}): Judged {
  const book = createRoleBook(scheme);
  const ref = book.refOf(role);
  return {
    id: "ana",
    role: { ...ref, name: role, custom: false },
    grants: effectiveGrants(book.grantsOf(role), new Set()),
    queues: [],
    assignedQueueIds: [],
    ledGroupIds: ["first-line"],
    workspace: { id: "w", name: "W", scheme, agentbotUrl: "", assistants: [] },
    viewedBy: null,
    ...more,
  } as unknown as Judged;
}
const person = (role: string, more = {}) => ({
  ownerId: "luca",
  role: createRoleBook("voximplant-kit").refOf(role),
  groupIds: ["first-line"],
  ...more,
});

describe("what keeps somebody from it", () => {
  it("is nothing where the role reaches", () => {
    expect(hindranceOf(me("voximplant-kit", "manager"), "users.block", person("agent"))).toBeNull();
  });

  it("is the role, when it does not have it at all", () => {
    expect(hindranceOf(me("voximplant-kit", "agent"), "users.block")).toEqual({ kind: "no_grant" });
  });

  it("is the other's role, his group, or that it is oneself", () => {
    const manager = me("voximplant-kit", "manager");
    expect(hindranceOf(manager, "users.block", person("owner"))).toEqual({ kind: "role", below: true });
    const supervisor = me("voximplant-kit", "supervisor");
    const elsewhere = person("agent", { groupIds: ["second-line"] });
    expect(hindranceOf(supervisor, "users.account.edit", elsewhere)).toMatchObject({ kind: "scope" });
    const self = person("supervisor", { ownerId: "ana" });
    expect(hindranceOf(supervisor, "users.account.edit", self)).toEqual({ kind: "self" });
  });

  it("is a part that the role does not open", () => {
    const agent = me("voximplant-kit", "agent");
    expect(hindranceOf(agent, "profile.edit", { ownerId: "ana" }, "email")).toEqual({ kind: "field" });
    expect(hindranceOf(agent, "profile.edit", { ownerId: "ana" }, "avatar")).toBeNull();
  });

  it("is a setting, when the role would have it but its condition does not hold", () => {
    expect(hindranceOf(me("voximplant-kit", "agent"), "call.outbound")).toEqual({
      kind: "condition",
      conditions: ["outbound.allowed"],
    });
  });

  it("is the look as another role, for everything that changes something and nothing else", () => {
    const looking = me("voximplant-kit", "manager", { viewedBy: { key: "owner" } as Me["viewedBy"] });
    expect(hindranceOf(looking, "users.block", person("agent"))).toEqual({ kind: "preview" });
    expect(hindranceOf(looking, "users.view", person("agent"))).toBeNull();
  });
});

it("tells looking from changing by the permission", () => {
  expect(changesSomething("users.view")).toBe(false);
  expect(changesSomething("workspace.open")).toBe(false);
  expect(changesSomething("conversation.reply")).toBe(true);
  expect(changesSomething("settings.general")).toBe(true);
});
