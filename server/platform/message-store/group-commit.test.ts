import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupCommit } from "./group-commit.ts";

interface Item {
  readonly key: string;
  readonly n: number;
}

const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A disk that finishes its commits when the test says so. */
function aDisk(
  options: { lanes?: number; maxBatch?: number; isDivisible?: (error: unknown) => boolean } = {},
) {
  const batches: (readonly Item[])[] = [];
  const finish: ((error?: Error) => void)[] = [];
  let inFlight = 0;
  let most = 0;
  const commits = groupCommit<Item, string>({
    ...options,
    keyOf: ({ key }) => key,
    commit: async (batch) => {
      batches.push(batch);
      most = Math.max(most, ++inFlight);
      await new Promise<void>((resolve, reject) =>
        finish.push((error) => (error ? reject(error) : resolve())),
      );
      inFlight--;
      return batch.map(({ key, n }) => `${key}${n}`);
    },
  });
  const submit = (key: string, n: number) => commits.submit({ key, n });
  return { commits, submit, batches, finish, most: () => most };
}

describe("gathering writes into commits", () => {
  it("puts everything that arrives at once into one commit, and answers each with its own result", async () => {
    const { submit, batches, finish } = aDisk();
    const answers = Promise.all([submit("a", 1), submit("a", 2), submit("a", 3)]);
    await tick();
    finish[0]?.();
    expect(await answers).toEqual(["a1", "a2", "a3"]);
    expect(batches).toHaveLength(1);
  });

  it("gathers what arrives while a commit is under way into the next one, up to its size", async () => {
    const { submit, batches, finish } = aDisk({ maxBatch: 2 });
    void submit("a", 1);
    await tick();
    void submit("a", 2);
    void submit("a", 3);
    void submit("a", 4);
    await tick();
    finish[0]?.();
    await tick();
    finish[1]?.();
    await tick();
    finish[2]?.();
    expect(batches.map((batch) => batch.map(({ n }) => n))).toEqual([[1], [2, 3], [4]]);
  });

  it("answers nobody before the commit is done", async () => {
    const { submit, finish } = aDisk();
    let answered = false;
    const answer = submit("a", 1).then(() => {
      answered = true;
    });
    await tick();
    expect(answered).toBe(false);
    finish[0]?.();
    await answer;
  });

  it("rejects with a failed commit those who were in it, and nobody else", async () => {
    const { submit, finish } = aDisk();
    const first = submit("a", 1);
    await tick();
    const second = submit("a", 2);
    const third = submit("a", 3);
    finish[0]?.(new Error("disk"));
    await expect(first).rejects.toThrow("disk");
    await tick();
    finish[1]?.();
    expect(await Promise.all([second, third])).toEqual(["a2", "a3"]);
  });

  it("rejects instead of answering with nothing when a commit forgets an item", async () => {
    const commits = groupCommit<Item, string>({ keyOf: ({ key }) => key, commit: async () => ["only one"] });
    const both = [commits.submit({ key: "a", n: 1 }), commits.submit({ key: "a", n: 2 })];
    for (const each of both) await expect(each).rejects.toThrow("must answer every item");
  });

  it("rejects only the item that the database does not take, and writes its neighbours in order", async () => {
    const taken: number[] = [];
    const commits = groupCommit<Item, number>({
      keyOf: ({ key }) => key,
      isDivisible: (error) => error instanceof RangeError,
      commit: async (batch) => {
        if (batch.some(({ n }) => n === 3)) throw new RangeError("poison");
        taken.push(...batch.map(({ n }) => n));
        return batch.map(({ n }) => n);
      },
    });
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => commits.submit({ key: "a", n })));
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(taken).toEqual([1, 2, 4, 5]);
  });

  it("does not take a batch apart when the database is away", async () => {
    const { submit, batches, finish } = aDisk({ isDivisible: () => false });
    const both = Promise.allSettled([submit("a", 1), submit("a", 2)]);
    await tick();
    finish[0]?.(new Error("away"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(batches).toHaveLength(1);
  });

  it("is settled only when nothing is waiting or under way, on no lane", async () => {
    const { commits, submit, finish } = aDisk({ lanes: 2 });
    await commits.settled();
    void submit("a", 1);
    void submit("b", 1);
    let settled = false;
    const done = commits.settled().then(() => {
      settled = true;
    });
    await tick();
    finish[0]?.();
    await tick();
    expect(settled).toBe(false);
    finish[1]?.();
    await done;
  });

  const keys = ["a", "b", "c", "d"];
  const arrivals = fc.array(fc.record({ key: fc.constantFrom(...keys), pause: fc.boolean() }), {
    maxLength: 40,
  });

  /** Submits them all, now and then finishing the newest commit; then finishes everything. */
  async function runAll(disk: ReturnType<typeof aDisk>, items: readonly { key: string; pause: boolean }[]) {
    const answers: Promise<string>[] = [];
    for (const [n, { key, pause }] of items.entries()) {
      answers.push(disk.submit(key, n));
      if (!pause) continue;
      await tick();
      disk.finish.pop()?.();
    }
    for (let round = 0; round <= items.length; round++) {
      await tick();
      for (const each of disk.finish.splice(0)) each();
    }
    return Promise.all(answers);
  }

  it("keeps the order within a key and never has more commits under way than lanes", async () => {
    const sizes = fc.record({
      lanes: fc.integer({ min: 1, max: 3 }),
      maxBatch: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(arrivals, sizes, async (items, { lanes, maxBatch }) => {
        const disk = aDisk({ lanes, maxBatch });
        expect(await runAll(disk, items)).toEqual(items.map(({ key }, n) => `${key}${n}`));
        expect(disk.most()).toBeLessThanOrEqual(lanes);
        expect(Math.max(0, ...disk.batches.map((batch) => batch.length))).toBeLessThanOrEqual(maxBatch);
        const written = disk.batches.flat();
        expect(written).toHaveLength(items.length);
        for (const key of keys) {
          const order = written.filter((item) => item.key === key).map(({ n }) => n);
          expect(order).toEqual([...order].sort((left, right) => left - right));
        }
      }),
      { numRuns: 60 },
    );
  });
});
