import { describe, expect, it } from "vitest";
import { type CallState, noCall } from "./call/call-state.ts";
import { type ChatState, firstState } from "./chat-state.ts";
import { teaserOf } from "./teaser.ts";

const config = { workspaceName: "Lumina" } as ChatState["config"];
const invitation = { id: "i", version: 1, text: "Need a hand?", seen: false };
const conversation = { id: "c", state: "assigned" } as ChatState["conversation"];
const said = (kind: string, text: string) => ({
  author: { kind, name: "Ana" },
  body: { kind: "message", text },
});
const log = (...events: object[]) =>
  ({ events, hasOlder: false, loaded: true }) as unknown as ChatState["log"];
const teaser = (more: Partial<ChatState>) => teaserOf({ ...firstState("en", true), config, ...more });

const inCall = (phase: CallState["phase"]): CallState => ({
  ...noCall,
  phase,
  callId: "c",
  agentName: "Ana",
});

describe("a call while the widget is closed", () => {
  it("is kept in sight, and an invitation into one is shown, until it is put away or over", () => {
    const closed = { ...firstState("en", true), config };
    const shown = (phase: CallState["phase"], change: Partial<ChatState> = {}) =>
      teaserOf({ ...closed, call: inCall(phase), ...change });
    expect(shown("invited")).toEqual({ name: "Ana", text: "", say: "invitesYou" });
    expect(shown("talking")?.say).toBe("callGoesOn");
    expect(shown("talking", { open: true })).toBeNull();
    expect(shown("talking", { dismissed: "c" })).toBeNull();
    expect(shown("ended")).toBeNull();
  });
});

describe("the bubble above the closed widget", () => {
  it("shows the newest words of somebody who wrote first, until it is opened or put away", () => {
    const written = {
      conversation,
      unread: 2,
      log: log(said("agent", "Hello"), said("agent", "May I help?")),
    };
    expect(teaser(written)).toEqual({ name: "Ana", text: "May I help?" });
    expect(teaser({ ...written, open: true })).toBeNull();
    expect(teaser({ ...written, dismissed: "c" })).toBeNull();
    expect(teaser({ ...written, unread: 0 })).toBeNull();
  });

  it("is not there for answers in a conversation that the customer takes part in", () => {
    const talk = log(said("customer", "Hi"), said("agent", "Hello"));
    expect(teaser({ conversation, unread: 1, log: talk, invitation })).toBeNull();
  });

  it("shows an invitation in the company's name, also to somebody whose conversation has ended", () => {
    expect(teaser({ invitation })).toEqual({ name: "Lumina", text: "Need a hand?" });
    const closed = { id: "c", state: "closed" } as ChatState["conversation"];
    expect(teaser({ invitation, conversation: closed })).toEqual({ name: "Lumina", text: "Need a hand?" });
    expect(teaser({ invitation: { ...invitation, seen: true } })).toBeNull();
    expect(teaser({ invitation, starting: {} as ChatState["starting"] })).toBeNull();
  });
});
