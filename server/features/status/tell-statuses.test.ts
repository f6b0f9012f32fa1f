import type pg from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NewsDesk } from "#server/platform/news/index.ts";
import type { DeskSpace } from "#server/platform/socket/index.ts";
import { createStatusNews } from "./tell-statuses.ts";

/** A floor whose statuses are read from memory, and which notes what is sent to which room. */
function aFloor() {
  const versions = new Map<string, number>();
  const sent: { room: string; event: string; payload: { statuses?: { version: number }[] } }[] = [];
  let tell: (userIds: readonly string[]) => Promise<void> = async () => {};
  const pool = {
    query: async (_: string, [ids]: [string[]]) => ({
      rows: ids.map((userId) => ({
        userId,
        workspaceId: userId.split("-")[0],
        version: versions.get(userId) ?? 1,
        since: new Date(0),
        custom: null,
        next: null,
        nextCustom: null,
      })),
    }),
  };
  const news = createStatusNews({
    pool: pool as unknown as pg.Pool,
    news: {
      register(_: string, teller: typeof tell) {
        tell = teller;
      },
    } as unknown as NewsDesk,
    desk: {
      to: (room: string) => ({
        emit: (event: string, payload: object) => void sent.push({ room, event, payload }),
      }),
    } as unknown as DeskSpace,
  });
  return {
    sent,
    news,
    async changes(userId: string) {
      versions.set(userId, (versions.get(userId) ?? 1) + 1);
      await tell([userId]);
    },
    frames: () => sent.filter(({ event }) => event === "colleagues.changed"),
  };
}

describe("news of statuses", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("reach the person himself at once", async () => {
    const floor = aFloor();
    await floor.changes("shop-ana");
    expect(floor.sent).toMatchObject([{ room: "user:shop-ana", event: "status.changed" }]);
  });

  it("reach the colleagues of each workspace in one frame a moment, with the newest of everybody", async () => {
    const floor = aFloor();
    for (let index = 0; index < 500; index++) await floor.changes(`shop-${index % 100}`);
    await floor.changes("bank-eva");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(floor.frames().map(({ room }) => room)).toEqual(["colleagues:shop", "colleagues:bank"]);
    const versions = floor.frames()[0]?.payload.statuses?.map(({ version }) => version);
    expect(versions).toEqual(Array(100).fill(6));
  });

  it("are at most four frames a second, however many change", async () => {
    const floor = aFloor();
    for (let index = 0; index < 100; index++) {
      await floor.changes(`shop-${index}`);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(floor.frames().length).toBeLessThanOrEqual(8);
  });

  it("are all told when the server stops", async () => {
    const floor = aFloor();
    await floor.changes("shop-ana");
    floor.news.flush();
    expect(floor.frames()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(floor.frames()).toHaveLength(1);
  });
});
