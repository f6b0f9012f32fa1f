import { io, type Socket } from "socket.io-client";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { Ack, Welcome } from "#shared/contract/socket.ts";
import { type SyncTransport, TransportFailure } from "#shared/sync/index.ts";
import { fetchEvents } from "../system/api.ts";

type Side = "staff" | "customer";
type Down = Parameters<SyncTransport["onDisconnect"]>[0];

export interface NodeTransportOptions {
  /** Where this client finds the server: itself, or a proxy before it. */
  readonly address: string;
  readonly side: Side;
  readonly token: string;
  /** The name of the installation, which keeps its own switches of media. */
  readonly deviceId?: string;
  /** Told what the server acknowledged, before the sync client is. */
  readonly onAck?: (clientId: string, event: ConversationEvent) => void;
}

const open = ({ address, side, token, deviceId }: NodeTransportOptions): Socket =>
  io(`${address}/${side === "staff" ? "desk" : "visitor"}`, {
    ...(side === "staff"
      ? { extraHeaders: { authorization: `Bearer ${token}` }, ...(deviceId ? { auth: { deviceId } } : {}) }
      : { auth: { token } }),
    transports: ["websocket"],
    forceNew: true,
    // The sync client decides when to come back.
    reconnection: false,
    timeout: 4_000,
  });

/** The wire of a headless client: the same as the desktop's and the widget's, without a page around it. */
export function createNodeTransport(options: NodeTransportOptions): SyncTransport {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const whenUp = new Set<(welcome: Welcome) => void>();
  const whenDown = new Set<Down>();
  let socket: Socket | undefined;

  const down: Down = (why) => {
    for (const listener of whenDown) listener(why);
  };
  const drop = () => {
    const old = socket;
    socket = undefined;
    old?.offAny();
    old?.removeAllListeners();
    old?.disconnect();
  };
  const connect = () => {
    drop();
    const fresh = open(options);
    socket = fresh;
    fresh.on("welcome", (welcome: Welcome) => {
      for (const listener of whenUp) listener(welcome);
    });
    fresh.on("disconnect", () => socket === fresh && down({ reason: "no_answer" }));
    fresh.on("connect_error", () => socket === fresh && down({ reason: "no_answer" }));
    fresh.onAny((event: string, payload: unknown) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    });
  };

  return {
    connect,
    disconnect: drop,
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => void set.delete(listener as (payload: never) => void);
    },
    onConnect(listener) {
      whenUp.add(listener);
      return () => void whenUp.delete(listener);
    },
    onDisconnect(listener) {
      whenDown.add(listener);
      return () => void whenDown.delete(listener);
    },
    async request<T>(command: string, input: unknown, timeoutMs: number): Promise<Ack<T>> {
      if (!socket?.connected) throw new TransportFailure("not connected");
      let answer: Ack<T>;
      try {
        answer = (await socket.timeout(timeoutMs).emitWithAck(command, input)) as Ack<T>;
      } catch (cause) {
        throw new TransportFailure("no answer", { cause });
      }
      if (command === "message.send" && answer.ok) {
        options.onAck?.((input as { clientId: string }).clientId, answer.data as ConversationEvent);
      }
      return answer;
    },
    fetchEvents: (query) => fetchEvents(options.address, options.token, options.side, query),
  };
}
