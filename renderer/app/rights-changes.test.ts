import { describe, expect, it } from "vitest";
import type { Me } from "#shared/contract/session.ts";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import { rightsChange } from "./rights-changes.ts";

const book = createRoleBook("standard");
function as(role: string, more: Partial<Me> = {}) {
  const definition = book.get(role);
  if (!definition) throw new Error(`no role ${role}`);
  const { grants, landing: _, ...name } = definition;
  return {
    role: name,
    grants: grants as Me["grants"],
    queues: [],
    assignedQueueIds: [],
    ledGroupIds: [],
    viewedBy: null,
    needsSecondFactor: false,
    ...more,
  };
}
const queue = (id: string) => ({ id: id as Me["queues"][number]["id"], name: id });

describe("a change of rights, as it is told", () => {
  it("names a new role and the places that it opens and closes", () => {
    const change = rightsChange(as("agent"), as("administrator"));
    expect(change).toMatchObject({ role: true, settings: false, closed: [] });
    expect(change?.opened).toContain("/setup/users");
    expect(rightsChange(as("administrator"), as("agent"))?.closed).toContain("/setup/security");
  });

  it("names new queues, in whatever order they come", () => {
    const before = as("agent", { queues: [queue("a"), queue("b")] });
    expect(rightsChange(before, as("agent", { queues: [queue("b"), queue("a")] }))).toBeNull();
    expect(rightsChange(before, as("agent", { queues: [queue("b")] }))).toMatchObject({
      queues: true,
      role: false,
      settings: false,
    });
  });

  it("names the settings when a grant comes or goes within the same role", () => {
    const before = as("agent");
    const { "call.outbound": _, ...without } = before.grants;
    expect(rightsChange(before, as("agent", { grants: without }))).toMatchObject({ settings: true });
  });

  it("is silent when nothing changed, and when a look as another role begins or ends", () => {
    expect(rightsChange(as("agent"), as("agent"))).toBeNull();
    const looking = as("agent", { viewedBy: as("owner").role });
    expect(rightsChange(as("owner"), looking)).toBeNull();
    expect(rightsChange(looking, as("owner"))).toBeNull();
  });
});
