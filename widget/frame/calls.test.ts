import { describe, expect, it } from "vitest";
import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { createSource } from "#shared/sync/observable.ts";
import type { CallSession } from "./call/call-session.ts";
import { type CallState, noCall } from "./call/call-state.ts";
import { createCalls } from "./calls.ts";
import { type ChatState, firstState } from "./chat-state.ts";

const call = { id: "c", state: "invited" } as unknown as VisitorCall;
const noPanel = () => null;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** The frame before anybody has called. */
function frame(calls = { voice: true, video: false }, kept = new Map<string, string>()) {
  let state = { ...firstState("en", true), config: { calls } } as unknown as ChatState;
  const source = createSource<CallState>(noCall);
  const did: string[] = [];
  const session = {
    state: source,
    start: (medium: string, _name: string, typed: string) => did.push(`start ${medium} ${typed}`.trim()),
    heard: (one: VisitorCall | null) => did.push(`heard ${one?.state ?? "none"}`),
  } as unknown as CallSession;
  const says = { loads: true, current: null as VisitorCall | null, asked: 0, before: Promise.resolve() };
  const part = createCalls({
    api: {
      async currentCall() {
        says.asked++;
        await says.before;
        return says.current;
      },
    },
    keep: {
      get: (name) => kept.get(name) ?? null,
      set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    },
    read: () => state,
    set(change) {
      state = { ...state, ...change };
    },
    async load() {
      did.push("load");
      if (!says.loads) throw new Error("no network");
      return { session, Panel: noPanel };
    },
    began: (conversationId) => did.push(`began ${conversationId}`),
  });
  return { part, did, says, source, kept, read: () => state };
}

describe("calls before their code is loaded", () => {
  it("load it with the first click or the first news, and only once", async () => {
    const { part, did } = frame();
    part.start("voice");
    part.heard(call);
    await settle();
    expect(did).toEqual(["load", "start voice", "heard invited"]);
    const quiet = frame();
    quiet.part.heard({ ...call, state: "ended" });
    await settle();
    expect(quiet.did).toEqual([]);
  });

  it("take along what the customer goes on writing into the form until the code is here", async () => {
    const { part, did } = frame();
    let written = "Jo";
    part.start("voice", "", () => written);
    written = "João";
    await settle();
    expect(did).toEqual(["load", "start voice João"]);
  });

  it("say so when it cannot be loaded, and load it with the next click", async () => {
    const { part, did, says, read } = frame();
    says.loads = false;
    part.start("voice");
    await settle();
    expect(read().notice?.code).toBe("call.not_loaded");
    says.loads = true;
    part.start("voice");
    await settle();
    expect(did).toEqual(["load", "load", "start voice"]);
  });

  it("ask after a call only where one can be: offered, and after one was begun or in a conversation", async () => {
    const nobody = frame();
    await nobody.part.check();
    const none = frame({ voice: false, video: false }, new Map([["calling", "1"]]));
    await none.part.check();
    const begun = frame(undefined, new Map([["calling", "1"]]));
    begun.says.current = call;
    await begun.part.check();
    expect([nobody.says.asked, none.says.asked, begun.says.asked]).toEqual([0, 0, 1]);
    expect(begun.did).toEqual(["load", "heard invited"]);
  });

  it("throw an answer away that news have overtaken", async () => {
    const { part, did, says } = frame(undefined, new Map([["calling", "1"]]));
    let answer = () => {};
    says.before = new Promise((resolve) => {
      answer = resolve;
    });
    const checked = part.check();
    part.heard(call);
    answer();
    await checked;
    await settle();
    expect(did).toEqual(["load", "heard invited"]);
  });

  it("remember over pages that there is a call, and tell once which conversation it has", async () => {
    const { part, did, source, kept, read } = frame();
    part.start("voice");
    await settle();
    const waiting = { ...noCall, phase: "waiting", callId: "c", conversationId: "talk" } as const;
    source.set(waiting);
    source.set({ ...waiting, phase: "talking" });
    expect([kept.get("calling"), read().call?.phase]).toEqual(["1", "talking"]);
    expect(did.filter((what) => what.startsWith("began"))).toEqual(["began talk"]);
    source.set(noCall);
    expect([kept.get("calling"), read().call]).toEqual([undefined, null]);
  });
});
