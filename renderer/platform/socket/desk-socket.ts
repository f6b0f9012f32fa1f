import { io, type Socket } from "socket.io-client";
import type { EventPage } from "#shared/contract/conversation-events.ts";
import type { Ack, Welcome } from "#shared/contract/socket.ts";
import { isErrorCode } from "#shared/errors/catalogue.ts";
import { type OfflineReason, type SyncTransport, TransportFailure } from "#shared/sync/index.ts";
import { deviceId } from "../device-id.ts";
import type { ApiClient, ServerPlace } from "../http/api.ts";

type Loss = { reason: OfflineReason; retryAfterMs?: number; ended?: boolean };

/**
 * The wire of the sync client: Socket.IO for news and commands, HTTP for pages of a log. `onDoubt` is told when the
 * server does not know us; that may be a token a second too old, so it is no end of the session by itself.
 */
export function createDeskSocket(place: ServerPlace, client: ApiClient, onDoubt: () => void): SyncTransport {
  const socket: Socket = io(`${place.address}/desk`, {
    autoConnect: false,
    auth: { deviceId: deviceId() },
    // The sync client owns coming back: when, how often, and whether at all.
    reconnection: false,
    transports: ["websocket"],
    withCredentials: place.credentials === "include",
    timeout: 8_000,
    forceNew: true,
  });
  let replacing = false;
  let draining: number | undefined;
  let ended = false;
  socket.on("server.draining", ({ retryAfterMs }: { retryAfterMs: number }) => {
    draining = retryAfterMs;
  });
  socket.on("session.ended", () => {
    ended = true;
  });

  const connect = () => {
    draining = undefined;
    // Never trust "open" after a sleep: replace the socket under the same listeners.
    replacing = socket.connected || socket.active;
    if (replacing) socket.disconnect();
    replacing = false;
    socket.connect();
  };

  return {
    connect,
    disconnect: () => void socket.disconnect(),
    on<P>(event: string, listener: (payload: P) => void) {
      socket.on(event, listener as (payload: unknown) => void);
      return () => void socket.off(event, listener as (payload: unknown) => void);
    },
    onConnect(listener: (welcome: Welcome) => void) {
      socket.on("welcome", listener);
      return () => void socket.off("welcome", listener);
    },
    onDisconnect(listener: (why: Loss) => void) {
      const lost = (reason: string) => {
        if (!replacing && reason !== "io client disconnect") listener(lossOf(reason, draining, ended));
      };
      const refused = (error: Error & { data?: { code?: string } }) => {
        const code = error.data?.code ?? error.message;
        if (code === "session.required" || code === "session.ended") onDoubt();
        listener({ reason: isErrorCode(code) ? "refused" : "no_answer" });
      };
      socket.on("disconnect", lost);
      socket.on("connect_error", refused);
      return () => {
        socket.off("disconnect", lost);
        socket.off("connect_error", refused);
      };
    },
    async request<T>(command: string, input: unknown, timeoutMs: number): Promise<Ack<T>> {
      if (!socket.connected) throw new TransportFailure("not connected");
      try {
        return (await socket.timeout(timeoutMs).emitWithAck(command, input)) as Ack<T>;
      } catch (cause) {
        throw new TransportFailure("no answer", { cause });
      }
    },
    fetchEvents: (query) => client.conversations.events(query as never) as Promise<EventPage>,
  };
}

function lossOf(reason: string, draining: number | undefined, ended: boolean): Loss {
  if (ended) return { reason: "session_ended", ended: true };
  if (draining !== undefined) return { reason: "server_restarting", retryAfterMs: draining };
  return { reason: reason === "io server disconnect" ? "refused" : "no_answer" };
}
