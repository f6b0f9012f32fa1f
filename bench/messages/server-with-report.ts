// The product's own server, which can be asked over IPC to run a report in its own pool and to tell how late
// its event loop was meanwhile. Only the benchmark starts it.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { readConfig } from "#server/app/config.ts";
import { startServer } from "#server/app/start-server.ts";
import { createLogger } from "#server/platform/log/logger.ts";

/** The histogram counts whole intervals; what is above the interval is delay. */
const resolution = 5;

const { database, stop } = await startServer(readConfig(process.env), createLogger("warn"));

/** As a report does: groups and sorts what was said, `rounds` times over. */
const report = (rounds: number) =>
  database.pool.query(
    `select author_kind, count(*), avg(length(body->>'text')),
       percentile_cont(0.9) within group (order by length(body->>'text'))
     from conversation_events cross join generate_series(1, $1) where seq <= 40 group by author_kind`,
    [rounds],
  );

process.on("message", (ask: { rounds: number; times: number }) => void answer(ask));

async function answer({ rounds, times }: { rounds: number; times: number }): Promise<void> {
  const took: number[] = [];
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await report(rounds);
    took.push(performance.now() - began);
  }
  histogram.disable();
  const late = (share: number) => Math.max(0, histogram.percentile(share) / 1e6 - resolution);
  process.send?.({ took, p50: late(50), p99: late(99), max: Math.max(0, histogram.max / 1e6 - resolution) });
}

process.send?.({ ready: true });
process.once("disconnect", () => void stop().then(() => process.exit(0)));
