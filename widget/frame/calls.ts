import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import type { Api } from "./api.ts";
import type { CallSession } from "./call/call-session.ts";
import type { CallState } from "./call/call-state.ts";
import type { Calling } from "./calling.ts";
import type { ChatState } from "./chat-state.ts";
import type { Keep } from "./storage.ts";

export interface CallsDeps {
  readonly api: Pick<Api, "currentCall">;
  readonly keep: Keep;
  readonly read: () => ChatState;
  readonly set: (change: Partial<ChatState>) => void;
  readonly load: () => Promise<Calling>;
  /** There is a call: its news and its conversation are wanted, on the next pages too. */
  readonly began: (conversationId: string | null) => void;
}

/** Calls as the frame knows them before their code is there: when to load it, and what it is told. */
export function createCalls({ api, keep, read, set, load, began }: CallsDeps) {
  let calling: Promise<CallSession> | undefined;
  let news = 0;
  let known = "";

  const watch = (call: CallState) => {
    const { phase, callId, conversationId } = call;
    const isOver = phase === "none" || phase === "ended" || phase === "missed";
    keep.set("calling", isOver ? null : "1");
    set({ call: phase === "none" ? null : call });
    const begun = callId ? `${callId} ${conversationId}` : "";
    if (begun && begun !== known) began(conversationId);
    known = begun;
  };
  const loaded = ({ session, Panel }: Calling): CallSession => {
    session.state.subscribe(watch);
    set({ calling: { session, Panel } });
    return session;
  };
  const open = (): Promise<CallSession> => {
    calling ??= load().then(loaded, (error: unknown) => {
      calling = undefined;
      throw error;
    });
    return calling;
  };
  const isOffered = () => {
    const { calls } = read().config ?? {};
    return calls?.voice === true || calls?.video === true;
  };
  const tell = async (call: VisitorCall | null) => {
    if (!call && !calling) return;
    (await open()).heard(call);
  };

  return {
    /**
     * `name`: as he has told it already; empty: he has not. `typed`: what stands in the form now, for he goes on writing
     * there until the code is here.
     */
    start(medium: CallState["medium"], name = "", typed = () => name): void {
      open().then(
        (session) => session.start(medium, name, typed()),
        () => set({ notice: { code: "call.not_loaded", name: "" } }),
      );
    },
    heard(call: VisitorCall): void {
      news++;
      if (calling || call.state !== "ended") void tell(call).catch(() => {});
    },
    /** The line was away, or the page is new: how do things stand? */
    async check(): Promise<void> {
      if (!isOffered() || (!read().conversation && !keep.get("calling"))) return;
      const [before, callId] = [news, read().call?.callId];
      try {
        const call = await api.currentCall();
        // What has come in meanwhile is newer than this answer.
        if (before === news && callId === read().call?.callId) await tell(call);
      } catch {
        // Asked again with the next connection.
      }
    },
    /** The browser has another network. */
    networkChanged: () => void calling?.then((session) => session.networkChanged()),
    /** Invitations are declined by it, and calls hung up. */
    leave: () => void calling?.then((session) => session.leave()),
  };
}

export type Calls = ReturnType<typeof createCalls>;
