/** Carries out a batch; answers in the batch's order. */
export type CommitBatch<I, O> = (batch: readonly I[]) => Promise<readonly O[]>;

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (output: O) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions<I, O> {
  readonly commit: CommitBatch<I, O>;
  /** Items with the same key stay in order. */
  readonly keyOf: (item: I) => string;
  /** How many batches may be under way at once. More than two gains nothing on two cores (measured). */
  readonly lanes?: number;
  readonly maxBatch?: number;
  /** True when a failure may be the fault of one item: the batch is halved until only that one fails. */
  readonly isDivisible?: (error: unknown) => boolean;
}

const hash = (key: string): number => {
  let value = 0;
  for (let index = 0; index < key.length; index++) value = (value * 31 + key.charCodeAt(index)) | 0;
  return value >>> 0;
};

/**
 * Gathers what arrives while a commit is under way into the next one. A write waits for its own commit, so an
 * answer always means "on disk"; under load one commit serves many.
 */
export function groupCommit<I, O>({
  commit,
  keyOf,
  lanes = 2,
  maxBatch = 128,
  isDivisible = () => false,
}: GroupCommitOptions<I, O>) {
  const queues = Array.from({ length: lanes }, () => ({ waiting: [] as Waiting<I, O>[], busy: false }));
  const idle: (() => void)[] = [];

  const isIdle = () => queues.every(({ busy, waiting }) => !busy && waiting.length === 0);

  const settle = async (batch: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const outputs = await commit(batch.map(({ item }) => item));
      if (outputs.length !== batch.length) throw new Error("a commit must answer every item of its batch");
      batch.forEach(({ resolve }, index) => {
        resolve(outputs[index] as O);
      });
    } catch (error) {
      if (batch.length > 1 && isDivisible(error)) {
        const middle = Math.ceil(batch.length / 2);
        await settle(batch.slice(0, middle));
        return settle(batch.slice(middle));
      }
      for (const { reject } of batch) reject(error);
    }
  };

  const drain = async (lane: (typeof queues)[number]): Promise<void> => {
    if (lane.busy) return;
    lane.busy = true;
    while (lane.waiting.length > 0) await settle(lane.waiting.splice(0, maxBatch));
    lane.busy = false;
    if (isIdle()) for (const done of idle.splice(0)) done();
  };

  return {
    /** Resolves after the commit that holds the item; rejects with what the commit threw. */
    submit(item: I): Promise<O> {
      const lane = queues[hash(keyOf(item)) % lanes] as (typeof queues)[number];
      return new Promise<O>((resolve, reject) => {
        lane.waiting.push({ item, resolve, reject });
        // A microtask later, so that everything one socket packet brought goes into one commit.
        queueMicrotask(() => void drain(lane));
      });
    },

    /** Resolves when nothing is under way: for a graceful stop. */
    settled(): Promise<void> {
      if (isIdle()) return Promise.resolve();
      return new Promise((resolve) => {
        idle.push(resolve);
      });
    },
  };
}
