import { expect, it } from "vitest";
import { createTurns } from "./in-turns.ts";

it("those with whom it cannot be done let the others go first, however many they are, and are tried again then", async () => {
  const tried: string[] = [];
  const open = ["bad 1", "bad 2", "bad 3", "good 1", "good 2"];
  const round = createTurns({ log: { error() {} }, what: "names", most: 2 });
  const look = () =>
    round(
      async (but, most) =>
        open
          .filter((id) => !but.includes(id))
          .slice(0, most)
          .map((id) => ({ id })),
      async ({ id }) => {
        tried.push(id);
        if (id.startsWith("bad")) throw new Error("no");
        open.splice(open.indexOf(id), 1);
        return id;
      },
    );

  const done = [await look(), await look(), await look()];

  expect(done).toEqual([[], ["good 1"], ["good 2"]]);
  expect(tried).toEqual(["bad 1", "bad 2", "bad 3", "good 1", "good 2"]);
  await look();
  expect(tried.slice(5)).toEqual(["bad 1", "bad 2"]);
});

it("where there is always more to do, they are tried again after some rounds all the same", async () => {
  let bad = 0;
  const round = createTurns({ log: { error() {} }, what: "names", most: 2 });
  for (let turn = 0; turn < 40; turn++)
    await round(
      async (but) =>
        ["bad", "good", "good"]
          .filter((id) => !but.includes(id))
          .slice(0, 2)
          .map((id) => ({ id })),
      async ({ id }) => {
        if (id !== "bad") return;
        bad++;
        throw new Error("no");
      },
    );
  expect(bad).toBe(2);
});
