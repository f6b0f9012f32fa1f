import type pg from "pg";
import type { Logger } from "pino";
import { describe, expect, it, vi } from "vitest";
import { createNewsDesk } from "./news-desk.ts";

/** An outbox table in memory, with transactions that hold what they have not committed. */
function aDatabase() {
  const rows = new Map<number, string[]>();
  const released: boolean[] = [];
  let deleted: number[] = [];
  let failing = false;
  const client = {
    async query(text: string, values: unknown[] = []) {
      if (failing) throw new Error("the database is away");
      if (text.includes("select")) return { rows: [...rows].map(([id, refs]) => ({ id: String(id), refs })) };
      if (text.startsWith("delete")) deleted = (values[0] as string[]).map(Number);
      if (text === "commit") for (const id of deleted.splice(0)) rows.delete(id);
      return { rows: [] };
    },
    release: (broken = false) => void released.push(broken),
  };
  const pool = {
    connect: async () => client,
    async query({ values }: { values: [number[]] }) {
      if (failing) throw new Error("the database is away");
      for (const id of values[0]) rows.delete(id);
    },
  };
  return {
    pool: pool as unknown as pg.Pool,
    rows,
    released,
    goAway: (away: boolean) => {
      failing = away;
    },
  };
}

function aDesk() {
  const database = aDatabase();
  const warnings: unknown[] = [];
  const log = { warn: (...words: unknown[]) => warnings.push(words) } as unknown as Logger;
  const desk = createNewsDesk({ pool: database.pool, log });
  const told: string[] = [];
  desk.register("e", async (ids) => void told.push(...ids.map((id) => `e ${id}`)));
  desk.register("c", async (ids) => void told.push(...ids.map((id) => `c ${id}`)));
  return { ...database, desk, told, warnings };
}

describe("the news desk", () => {
  it("tells what was committed by its kind, gives back the result and forgets the row", async () => {
    const { desk, told, rows } = aDesk();
    rows.set(1, []);
    expect(await desk.publish({ result: "done", newsId: 1, refs: ["e:talk:7", "c:talk"] })).toBe("done");
    expect(told).toEqual(["e talk:7", "c talk"]);
    await desk.stop();
    expect(rows.size).toBe(0);
  });

  it("does not fail a command because its news could not be told; the row stays for the sweep", async () => {
    const { desk, told, rows, warnings } = aDesk();
    let isBroken = true;
    desk.register("o", async (ids) => {
      if (isBroken) throw new Error("no socket");
      told.push(...ids);
    });
    rows.set(1, ["o:offer"]);
    expect(await desk.publish({ result: "done", newsId: 1, refs: ["o:offer"] })).toBe("done");
    await desk.stop();
    expect(rows.size).toBe(1);
    expect(warnings).toHaveLength(1);

    isBroken = false;
    expect(await desk.sweep()).toBe(1);
    expect(told).toEqual(["offer"]);
    expect(rows.size).toBe(0);
  });

  it("tells the others although one piece of news cannot be told, and keeps that one", async () => {
    const { desk, told, rows } = aDesk();
    desk.register("o", async () => {
      throw new Error("poison");
    });
    rows.set(1, ["o:offer"]).set(2, ["c:talk"]).set(3, ["e:talk:1"]);
    expect(await desk.sweep()).toBe(2);
    expect(told).toEqual(["c talk", "e talk:1"]);
    expect([...rows.keys()]).toEqual([1]);
  });

  it("keeps news of a kind it does not know for a server that does", async () => {
    const { desk, rows } = aDesk();
    rows.set(1, ["x:later-version"]);
    expect(await desk.sweep()).toBe(0);
    expect(rows.size).toBe(1);
  });

  it("forgets nothing while the database is away, and gives a broken connection back as broken", async () => {
    const { desk, rows, released, goAway } = aDesk();
    rows.set(1, ["c:talk"]);
    desk.told(1);
    goAway(true);
    await expect(desk.sweep()).rejects.toThrow("away");
    await desk.stop();
    expect(released).toEqual([true]);
    expect(rows.size).toBe(1);
    goAway(false);
    await desk.sweep();
    expect(rows.size).toBe(0);
  });

  it("sweeps one at a time, however slow, and stops only when the sweep has ended", async () => {
    vi.useFakeTimers();
    try {
      const { desk, rows } = aDesk();
      let under = 0;
      let most = 0;
      let end = () => {};
      desk.register("slow", async () => {
        most = Math.max(most, ++under);
        await new Promise<void>((resolve) => (end = resolve));
        under--;
      });
      rows.set(1, ["slow:1"]);
      desk.start();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(most).toBe(1);
      let stopped = false;
      const stopping = desk.stop().then(() => {
        stopped = true;
      });
      await vi.advanceTimersByTimeAsync(100);
      expect(stopped).toBe(false);
      end();
      await stopping;
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
