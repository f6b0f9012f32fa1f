import { describe, expect, it } from "vitest";
import { createTraceSweeper, type Forgetful } from "./traces.ts";

function aSession(broken?: keyof Forgetful) {
  const asked: unknown[] = [];
  const forget = (name: keyof Forgetful) => async (options?: unknown) => {
    asked.push(options ? [name, options] : name);
    if (name === broken) throw new Error("the disk is full");
  };
  const session: Forgetful = {
    clearStorageData: forget("clearStorageData"),
    clearCache: forget("clearCache"),
    clearAuthCache: forget("clearAuthCache"),
    clearHostResolverCache: forget("clearHostResolverCache"),
  };
  return { session, asked };
}

describe("what a session leaves behind", () => {
  it("is cleared, but never the drafts and unsent messages, nor the look of this machine", async () => {
    const { session, asked } = aSession();
    await createTraceSweeper(session, () => undefined)();
    expect(asked).toEqual([
      ["clearStorageData", { storages: ["cookies", "filesystem", "serviceworkers", "cachestorage"] }],
      "clearCache",
      "clearAuthCache",
      "clearHostResolverCache",
    ]);
  });

  it("does not hold up a sign-out when a part cannot be cleared; the log says so", async () => {
    const { session, asked } = aSession("clearCache");
    const log: unknown[] = [];
    await createTraceSweeper(session, (...line) => log.push(line))();
    expect(asked).toHaveLength(4);
    expect(log).toEqual([["traces.unswept", { failed: 1 }]]);
  });
});
