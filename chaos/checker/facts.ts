/** A message as its sender knows it at the end of a run. */
export interface SentMessage {
  readonly clientId: string;
  readonly client: string;
  readonly conversationId: string;
  /** Typed order within the client. */
  readonly order: number;
  readonly text: string;
  readonly outcome: "ok" | "fail" | "unknown";
  /** The numbers that acknowledgements named, as the sender's side counts. */
  readonly acks: readonly number[];
  readonly side: "staff" | "customer";
}

/** An entry of the log as it lies in the database. */
export interface LogEntry {
  readonly conversationId: string;
  readonly seq: number;
  readonly publicSeq: number | null;
  readonly clientId: string | null;
  readonly kind: string;
  readonly authorId: string | null;
  readonly text: string | null;
  /** Milliseconds on the database's clock. */
  readonly at: number;
}

/** What a viewer shows of a conversation when everything has come to rest. */
export interface FinalView {
  readonly viewer: string;
  readonly conversationId: string;
  readonly side: "staff" | "customer";
  readonly loaded: boolean;
  readonly entries: readonly {
    readonly seq: number;
    readonly clientId: string | null;
    readonly text: string | null;
  }[];
}

export interface Acceptance {
  readonly offerId: string;
  readonly agentId: string;
  readonly conversationId: string;
}

/** Everything the checker judges. */
export interface Facts {
  readonly sent: readonly SentMessage[];
  readonly log: readonly LogEntry[];
  readonly heads: readonly {
    readonly conversationId: string;
    readonly lastSeq: number;
    readonly lastPublicSeq: number;
  }[];
  readonly views: readonly FinalView[];
  /** Acceptances that the server confirmed. */
  readonly accepted: readonly Acceptance[];
  readonly capacity: ReadonlyMap<string, number>;
}

/** What a checker found: a number for each promise, and the first few cases in words. */
export interface Findings {
  readonly counts: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const mostExamples = 5;

/** Collects findings; each kind keeps a few examples. */
export function createFindings<K extends string>(kinds: readonly K[]) {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<K, number>;
  const examples: string[] = [];
  return {
    counts,
    examples,
    add(kind: K, words: string) {
      counts[kind]++;
      if (counts[kind] <= mostExamples) examples.push(`${kind}: ${words}`);
    },
  };
}
