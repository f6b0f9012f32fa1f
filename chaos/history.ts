import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** What happened, in the manner of Jepsen: a call is invoked, then it is ok, fails, or stays unknown. */
export type HistoryEntry =
  | {
      readonly type: "invoke";
      readonly op: "send";
      readonly client: string;
      readonly conversationId: string;
      readonly clientId: string;
      /** Typed order within the client. */
      readonly order: number;
      readonly text: string;
    }
  | { readonly type: "ok"; readonly op: "send"; readonly clientId: string }
  /** The server's own answer, which names the place in the log as the sender numbers it. */
  | { readonly type: "info"; readonly op: "ack"; readonly clientId: string; readonly seq: number }
  | { readonly type: "fail"; readonly op: "send"; readonly clientId: string; readonly code: string }
  | {
      readonly type: "ok" | "fail" | "info";
      readonly op: "accept";
      readonly agentId: string;
      readonly offerId: string;
      readonly conversationId: string;
      readonly code?: string;
    }
  | { readonly type: "info"; readonly op: "nemesis"; readonly what: string };

/** Everything that the clients saw, kept in memory for the checker and on disk for the curious. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  add(entry: HistoryEntry): void;
  close(): Promise<void>;
}

/** Starts a history. Each line on disk also has the moment, in milliseconds since the start. */
export function createHistory(file: string): History {
  mkdirSync(dirname(file), { recursive: true });
  const stream = createWriteStream(file);
  const began = performance.now();
  const entries: HistoryEntry[] = [];
  return {
    entries,
    add(entry) {
      entries.push(entry);
      stream.write(`${JSON.stringify({ ms: Math.round(performance.now() - began), ...entry })}\n`);
    },
    close: () => new Promise((done) => stream.end(() => done())),
  };
}
