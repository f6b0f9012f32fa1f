import { expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

it("what is asked for while it is being done is done once more afterwards, whoever fails", async () => {
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const calls = oneAtATime(async (id) => {
    done.push(`begin ${id}`);
    await new Promise<void>((resolve) => ends.push(resolve));
    done.push(`end ${id}`);
    if (done.length === 3) throw new Error("the first fails");
  });
  const first = calls.ask("a").catch(() => "failed");
  const others = [calls.ask("a"), calls.ask("a")];
  const other = calls.ask("b");
  expect(done).toEqual(["begin a", "begin b"]);
  ends.shift()?.();
  expect(await first).toBe("failed");
  await Promise.resolve();
  ends.shift()?.();
  await other;
  await new Promise((resolve) => setImmediate(resolve));
  ends.shift()?.();
  await Promise.all(others);
  await calls.settled();
  expect(done).toEqual(["begin a", "begin b", "end a", "begin a", "end b", "end a"]);
});
