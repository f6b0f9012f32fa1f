import { io, type Socket } from "socket.io-client";
import type { Ack, Welcome } from "#shared/contract/socket.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import { type SyncTransport, TransportFailure } from "#shared/sync/types.ts";
import type { Api } from "./api.ts";

type Listener = (payload: never) => void;

/** The visitor's wire: Socket.IO for news and commands, HTTP for pages of the log. */
export function createVisitorTransport(api: Api, token: () => string): SyncTransport {
  const listeners = new Map<string, Set<Listener>>();
  const whenUp = new Set<(welcome: Welcome) => void>();
  const whenDown = new Set<Parameters<SyncTransport["onDisconnect"]>[0]>();
  let socket: Socket | undefined;

  const tell = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const down: Parameters<SyncTransport["onDisconnect"]>[0] = (why) => {
    for (const listener of whenDown) listener(why);
  };

  function drop(): void {
    const old = socket;
    socket = undefined;
    old?.offAny();
    old?.removeAllListeners();
    old?.disconnect();
  }

  function connect(): void {
    drop();
    const fresh = io("/visitor", {
      auth: { token: token() },
      transports: ["websocket"],
      forceNew: true,
      // The sync client decides when to come back.
      reconnection: false,
      timeout: 4_000,
    });
    socket = fresh;
    fresh.on("welcome", (welcome: Welcome) => {
      for (const listener of whenUp) listener(welcome);
    });
    fresh.on("server.draining", ({ retryAfterMs }: { retryAfterMs: number }) => {
      drop();
      down({ reason: "server_restarting", retryAfterMs });
    });
    fresh.on("session.ended", () => {
      drop();
      down({ reason: "session_ended", ended: true });
    });
    fresh.on("disconnect", () => socket === fresh && down({ reason: "no_answer" }));
    fresh.on("connect_error", (error: Error & { data?: { code?: string } }) => {
      if (socket !== fresh) return;
      const code = error.data?.code ?? error.message;
      const ended =
        code === "visitor.token_invalid" || code === "session.required" || code === "session.ended";
      down(ended ? { reason: "session_ended", ended } : { reason: "no_answer" });
    });
    fresh.onAny((event: string, payload: unknown) => tell(event, payload));
  }

  return {
    connect,
    disconnect: drop,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as Listener));
      return () => set.delete(listener as Listener);
    },
    onConnect(listener) {
      whenUp.add(listener);
      return () => whenUp.delete(listener);
    },
    onDisconnect(listener) {
      whenDown.add(listener);
      return () => whenDown.delete(listener);
    },
    async request<T>(command: string, input: unknown, timeoutMs: number): Promise<Ack<T>> {
      if (!socket?.connected) throw new TransportFailure("not connected");
      try {
        const answer = (await socket.timeout(timeoutMs).emitWithAck(command, input)) as Ack<T>;
        // The answer to a watch carries the conversation: news like any other.
        if (command === "conversation.watch" && answer.ok) {
          const { conversation } = answer.data as { conversation?: VisitorConversation };
          if (conversation) tell("conversation.changed", conversation);
        }
        return answer;
      } catch (error) {
        throw new TransportFailure("no acknowledgement", { cause: error });
      }
    },
    fetchEvents: ({ conversationId, ...query }) => api.events(conversationId, query),
  };
}
