import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { callsInEngine } from "../../chaos/calls/judge-calls.ts";
import { loopback } from "../../chaos/calls/lines.ts";
import { castOf, openStage, until } from "../../chaos/calls/stage.ts";
import { percentile } from "../../chaos/percentile.ts";
import { createServerProcess } from "../../chaos/system/server-process.ts";

const patienceMs = 10_000;

/** What the time was spent for, ms: until the server said yes, until the media was connected, until it sounded. */
interface SetUp {
  readonly all: number;
  readonly accept: number;
  readonly connect: number;
  readonly first: number;
}

/**
 * On the real server: from the moment at which an agent accepts until the first of the customer's sound is with him.
 * Between them lie the answer of the server, his offer, its answer, the connection and its keys.
 */
export async function measureSetUp(calls: number) {
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-bench-calls-"));
  chmodSync(dataDir, 0o755);
  const server = createServerProcess({
    ...{ port: await freePort(), dataDir, logFile: ".cache/bench/calls-server.log" },
  });
  const took: SetUp[] = [];
  try {
    const stage = await openStage(server, dataDir, loopback);
    for (let call = 0; call < calls; call++) {
      const { customer, agent, callId, accept } = await castOf(stage);
      let accepted = 0;
      await accept(agent, () => {
        accepted = performance.now();
      });
      const answered = performance.now();
      await agent.connect(callId);
      const since = performance.now();
      while (agent.firstSound() === null && performance.now() - since < patienceMs) await sleep(2);
      // The first call warms what a server warms once.
      if (call > 0) {
        const heard = agent.firstSound() ?? Number.POSITIVE_INFINITY;
        took.push({
          all: heard - accepted,
          accept: answered - accepted,
          connect: since - answered,
          first: heard - since,
        });
      }
      await agent.ask("POST", `/calls/${callId}/end`);
      await Promise.all([customer.die(), agent.die()]);
      await until("the end of the call", async () => {
        const { rows } = await stage.db.query("select 1 from calls where id = $1 and ended_at is null", [
          callId,
        ]);
        return rows.length === 0;
      });
    }
    await stage.db.end();
    const at = (share: number) => (part: keyof SetUp) =>
      Math.round(
        percentile(
          took.map((one) => one[part]),
          share,
        ),
      );
    const [half, most] = [at(0.5), at(0.95)];
    return {
      ...{ calls: took.length, p50: half("all"), p95: most("all") },
      parts: { acceptP50: half("accept"), connectP50: half("connect"), firstSoundP50: half("first") },
    };
  } finally {
    await server.stop();
    const { pid } = await callsInEngine(join(dataDir, "media", "media.sock"));
    if (pid > 0) process.kill(pid, "SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  }
}
