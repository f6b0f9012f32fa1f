import { describe, expect, it } from "vitest";
import { createBridge } from "./bridge.ts";

function anIpc(reply: unknown) {
  const invoked: unknown[][] = [];
  const listeners = new Set<(event: unknown, payload: unknown) => void>();
  const bridge = createBridge({
    invoke: async (...words) => {
      invoked.push(words);
      return reply;
    },
    on: (_name, listener) => listeners.add(listener),
    removeListener: (_name, listener) => listeners.delete(listener),
  });
  return { bridge, invoked, listeners };
}

describe("what the page holds of the shell", () => {
  it("is two functions", () => {
    expect(Object.keys(anIpc(undefined).bridge)).toEqual(["call", "on"]);
  });

  it("an answer is its value, a refusal an error with the code", async () => {
    expect(await anIpc({ ok: true, value: { address: null } }).bridge.call("server.address.get")).toEqual({
      address: null,
    });
    await expect(anIpc({ ok: false, code: "refused" }).bridge.call("badge.set", 1)).rejects.toThrow(
      /^refused$/,
    );
  });

  it.each(["shell.run", "ELECTRON_BROWSER_REQUIRE", "__proto__", "constructor", "auth.changed"])(
    "%s is not on the list",
    async (name) => {
      const { bridge, invoked } = anIpc({ ok: true });
      await expect(bridge.call(name)).rejects.toThrow("unknown_call");
      expect(invoked).toEqual([]);
    },
  );

  it("news comes without the event that carried it, until its remover is called", () => {
    const { bridge, listeners } = anIpc(undefined);
    const heard: unknown[][] = [];
    const remove = bridge.on("power.resumed", (...words) => heard.push(words));
    for (const listener of listeners) listener({ sender: "the whole of ipcRenderer" }, { at: 1 });
    expect(heard).toEqual([[{ at: 1 }]]);
    remove();
    expect(listeners.size).toBe(0);
    expect(() => bridge.on("window.openSecond", () => undefined)).toThrow("unknown_call");
  });
});
