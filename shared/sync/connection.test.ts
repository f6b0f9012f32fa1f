import { describe, expect, it } from "vitest";
import { createConnection } from "./connection.ts";
import { createFakeClock, settle } from "./testing/fake-clock.ts";
import { createFakeLink } from "./testing/fake-link.ts";
import { createFakeServer } from "./testing/fake-server.ts";
import type { ConnectionState } from "./types.ts";

const hour = 3_600_000;

function aConnection({ ahead = 0, random = () => 0.5 } = {}) {
  const clock = createFakeClock();
  const server = createFakeServer(clock, ahead);
  const link = createFakeLink(server, clock);
  const caughtUp: string[] = [];
  let catchUp: (progress: (done: number, total: number) => void) => Promise<void> = async () => {};
  const connection = createConnection({
    transport: link,
    clock,
    random,
    catchUp: (epoch, progress) => {
      caughtUp.push(epoch);
      return catchUp(progress);
    },
  });
  const seen: ConnectionState[] = [];
  connection.state.subscribe((state) => state.phase !== "connecting" && seen.push(state));
  return {
    clock,
    server,
    link,
    connection,
    caughtUp,
    seen,
    phase: () => connection.state.get().phase,
    catchingUpDoes: (run: typeof catchUp) => {
      catchUp = run;
    },
  };
}

async function aLiveOne(options?: Parameters<typeof aConnection>[0]) {
  const made = aConnection(options);
  made.connection.start();
  await made.clock.advance(100);
  expect(made.phase()).toBe("live");
  return made;
}

describe("the connection", () => {
  it("catches up before it says that it is live, and tells how far it is", async () => {
    const { connection, clock, seen, catchingUpDoes } = aConnection();
    catchingUpDoes(async (progress) => {
      progress(0, 2);
      progress(1, 2);
      progress(2, 2);
    });
    connection.start();
    await clock.advance(100);
    expect(seen.map((state) => (state.phase === "catching_up" ? state.done : state.phase))).toEqual([
      0,
      0,
      1,
      2,
      "live",
    ]);
  });

  it("says offline within 3 s of true silence, although the socket says it is open", async () => {
    for (const offset of [0, 1, 400, 900, 1_199, 1_201, 1_900]) {
      const { clock, link, phase, connection } = await aLiveOne();
      await clock.advance(offset);
      connection.heard();
      await clock.advance(1);
      link.faults.blackHole = true;
      await clock.advance(2_999);
      expect([offset, phase()]).toEqual([offset, "offline"]);
    }
  });

  it("notices silence while it catches up, too", async () => {
    const { clock, link, phase, connection, catchingUpDoes } = aConnection();
    catchingUpDoes(() => new Promise(() => {}));
    connection.start();
    await clock.advance(100);
    expect(phase()).toBe("catching_up");
    link.faults.blackHole = true;
    await clock.advance(7_000);
    expect(phase()).toBe("offline");
  });

  it("stays live through ten quiet minutes on a slow line", async () => {
    const { clock, link, seen, phase } = await aLiveOne();
    link.faults.delay = () => 600;
    const before = seen.length;
    await clock.advance(600_000);
    expect(phase()).toBe("live");
    expect(seen.length).toBe(before);
  });

  it.each([-hour, hour])("notices silence in time although the clock jumps by %d ms", async (jump) => {
    const { clock, link, phase, connection } = await aLiveOne();
    await clock.advance(500);
    connection.heard();
    clock.jump(jump);
    link.faults.blackHole = true;
    await clock.advance(3_000);
    expect(phase()).toBe("offline");
  });

  it.each([-hour, hour])(
    "knows the server's time within a second soon after the clock jumps by %d ms",
    async (jump) => {
      const { clock, server, connection } = await aLiveOne({ ahead: 40_000 });
      expect(Math.abs(connection.serverNow() - server.now())).toBeLessThan(1_000);
      clock.jump(jump);
      await clock.advance(1_500);
      expect(Math.abs(connection.serverNow() - server.now())).toBeLessThan(1_000);
    },
  );

  it("knows the server's time after a jump also while news never ceases", async () => {
    const { clock, server, connection } = await aLiveOne();
    clock.jump(-hour);
    for (let round = 0; round < 20; round++) {
      connection.heard();
      await clock.advance(100);
    }
    expect(Math.abs(connection.serverNow() - server.now())).toBeLessThan(1_000);
  });

  it("comes back by itself after a break", async () => {
    const { clock, link, phase, caughtUp } = await aLiveOne();
    link.cut();
    expect(phase()).toBe("offline");
    await clock.advance(500);
    expect(phase()).toBe("live");
    expect(caughtUp).toHaveLength(2);
  });

  it("waits as long as a server that goes down on purpose asks for", async () => {
    const { clock, link, connection } = await aLiveOne();
    link.cut({ reason: "server_restarting", retryAfterMs: 700 });
    expect(connection.state.get()).toMatchObject({ phase: "offline", reason: "server_restarting" });
    const before = link.connects();
    await clock.advance(699);
    expect(link.connects()).toBe(before);
    await clock.advance(300);
    expect(link.connects()).toBe(before + 1);
  });

  it("does not come back by itself after the session has ended", async () => {
    const { clock, link, connection } = await aLiveOne();
    link.cut({ reason: "session_ended", ended: true });
    const before = link.connects();
    await clock.advance(60_000);
    expect(link.connects()).toBe(before);
    expect(connection.state.get()).toMatchObject({ phase: "offline", reason: "session_ended" });
    expect(clock.pending()).toBe(0);
  });

  it("replaces an open socket on resync and catches up", async () => {
    const { clock, link, connection, phase, caughtUp } = await aLiveOne();
    const before = link.connects();
    connection.resync();
    expect(phase()).toBe("offline");
    await clock.advance(100);
    expect(link.connects()).toBe(before + 1);
    expect(caughtUp).toHaveLength(2);
    expect(phase()).toBe("live");
  });

  it("tries again when catching up fails half way", async () => {
    const { clock, connection, phase, catchingUpDoes, caughtUp } = aConnection();
    let failures = 3;
    catchingUpDoes(async () => {
      if (failures-- > 0) throw new Error("half way");
    });
    connection.start();
    await clock.advance(5_000);
    expect(phase()).toBe("live");
    expect(caughtUp).toHaveLength(4);
  });

  it("ignores the end of a catching up that a newer connection has overtaken", async () => {
    const { clock, link, connection, phase, catchingUpDoes } = aConnection();
    const ends: (() => void)[] = [];
    catchingUpDoes(() => new Promise((resolve) => ends.push(resolve)));
    connection.start();
    await clock.advance(100);
    link.cut();
    await clock.advance(500);
    ends[0]?.();
    await settle();
    expect(phase()).toBe("catching_up");
    ends[1]?.();
    await settle();
    expect(phase()).toBe("live");
  });

  it("survives being welcomed twice", async () => {
    const { clock, connection, link, phase, caughtUp, seen } = aConnection();
    connection.start();
    await clock.advance(20);
    link.connect();
    await clock.advance(200);
    expect(phase()).toBe("live");
    expect(caughtUp).toHaveLength(2);
    const before = seen.length;
    await clock.advance(20_000);
    expect(seen.length).toBe(before);
  });

  it("gives up an attempt that hangs, and tries anew", async () => {
    const { clock, link, connection, phase } = aConnection();
    link.faults.blackHole = true;
    connection.start();
    await clock.advance(10_000);
    expect(link.connects()).toBeGreaterThan(1);
    link.faults.blackHole = false;
    await clock.advance(6_000);
    expect(phase()).toBe("live");
  });

  it("leaves no timer and no socket behind when it is stopped", async () => {
    const { clock, link, connection } = await aLiveOne();
    connection.stop();
    expect(link.isOpen()).toBe(false);
    const before = link.connects();
    await clock.advance(60_000);
    connection.resync();
    await clock.advance(60_000);
    expect(link.connects()).toBe(before);
    expect(clock.pending()).toBe(0);
  });

  it("can be started again after it was stopped, and once is enough", async () => {
    const { clock, link, connection, phase, caughtUp } = await aLiveOne();
    connection.stop();
    connection.start();
    connection.start();
    expect(phase()).toBe("connecting");
    await clock.advance(100);
    expect(phase()).toBe("live");
    expect(caughtUp).toHaveLength(2);
    link.cut();
    expect(phase()).toBe("offline");
  });

  it("tells since when it is offline, not since the last attempt", async () => {
    const { clock, link, connection } = await aLiveOne();
    link.faults.down = true;
    link.cut();
    const since = clock.now();
    await clock.advance(20_000);
    expect(connection.state.get()).toMatchObject({ phase: "offline", since });
  });
});
