import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import type { Ack, Welcome } from "#shared/contract/socket.ts";

/** What the strip at the top shows. `stale`: the socket says open, but nothing answers. */
export type ConnectionState =
  | { readonly phase: "connecting"; readonly since: number }
  | { readonly phase: "catching_up"; readonly done: number; readonly total: number; readonly since: number }
  | { readonly phase: "live"; readonly since: number }
  | { readonly phase: "offline"; readonly since: number; readonly reason: OfflineReason };

export type OfflineReason = "no_answer" | "refused" | "server_restarting" | "session_ended";

/** A clock and timers, handed in so that tests own time. Milliseconds. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

/** The wire as the sync client sees it; adapters wrap Socket.IO and HTTP, tests wrap a fake. */
export interface SyncTransport {
  /** Opens (or replaces) the socket; safe to call at any time. */
  connect(): void;
  disconnect(): void;
  on<P = unknown>(event: string, listener: (payload: P) => void): () => void;
  onConnect(listener: (welcome: Welcome) => void): () => void;
  /** `ended`: do not come back by yourself, the session is over. */
  onDisconnect(
    listener: (why: { reason: OfflineReason; retryAfterMs?: number; ended?: boolean }) => void,
  ): () => void;
  /**
   * Sends a command; rejects with `TransportFailure` when there was no answer in time, and at once when the socket
   * it was sent on is closed or replaced.
   */
  request<T>(command: string, input: unknown, timeoutMs: number): Promise<Ack<T>>;
  fetchEvents(query: {
    conversationId: string;
    after?: number;
    before?: number;
    limit: number;
    epoch?: string;
  }): Promise<EventPage>;
}

/** The server refused a command, by a code of the error catalogue. */
export class CommandRefused extends Error {
  override readonly name = "CommandRefused";
  readonly code: string;
  readonly fields: readonly { readonly field: string; readonly problem: string }[];

  constructor(error: {
    code: string;
    message: string;
    fields?: readonly { field: string; problem: string }[];
  }) {
    super(error.message);
    this.code = error.code;
    this.fields = error.fields ?? [];
  }
}

/** No answer: the command may or may not have been carried out. Repeat it with the same client id. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
}

export type EntryState = "queued" | "sending" | "failed";

/** A message on its way out, as it lies on disk. */
export interface OutboxEntry {
  readonly clientId: string;
  readonly conversationId: string;
  readonly kind: "message" | "note";
  readonly text: string;
  readonly fileIds: readonly string[];
  /** Their names, to show what waits. */
  readonly fileNames?: readonly string[];
  /** Client's clock, for showing only. */
  readonly createdAt: number;
  /** Typed order within this device. */
  readonly order: number;
  readonly state: EntryState;
  /** Code of the refusal, when `failed`; the person decides: retry or discard. */
  readonly failure: string | null;
}

/** Where the outbox lies (IndexedDB; a map in tests). Resolves only when it is safely written. */
export interface OutboxStore {
  all(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** A window of one conversation's log: contiguous from `firstSeq` to `lastSeq`, ascending. */
export interface LogView {
  readonly conversationId: string;
  readonly events: readonly ConversationEvent[];
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** False until the first page is there. */
  readonly loaded: boolean;
  /** True when older entries are on the server. */
  readonly hasOlder: boolean;
  /** Code of the failure when it cannot be shown (`conversation.not_found`); null otherwise. */
  readonly failure: string | null;
}
