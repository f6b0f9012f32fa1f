// npm run chaos -- [--profile quick|short|long|planted|races|status|calls] [--seed N] [--planted]. The last line on stdout is JSON.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inOwnNetwork, isInOwnNetwork } from "./calls/own-network.ts";
import { runCalls } from "./calls/run-calls.ts";
import { runPlanted } from "./defects/run-planted.ts";
import { profiles } from "./profiles.ts";
import { runRaces } from "./races/run-races.ts";
import { type RunResult, runChaos } from "./run-chaos.ts";
import { runStatus } from "./status/run-status.ts";

/**
 * P3 promises that all viewers agree within two seconds after connectivity returns, at the 99th percentile: what was
 * measured of that is in docs/measurements.md. Here the zeros decide, and this bound only catches what has gone wrong; it
 * holds for a machine where a killed server is ready again after 3.1 s, and a slower one has so much more time.
 */
const slowestMs = 3_000;
const usualRestartMs = 3_100;

const { values } = parseArgs({
  options: {
    profile: { type: "string", default: "quick" },
    seed: { type: "string" },
    planted: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const log = (line: string) => console.error(`[chaos] ${line}`);
const folder = join(".cache/chaos", String(seed));

async function main(): Promise<boolean> {
  if (!Number.isSafeInteger(seed)) throw new Error("--seed must be a whole number");
  if (values.planted || values.profile === "planted") {
    const result = await runPlanted({ seed, folder, log });
    console.log(JSON.stringify(result));
    return result.ok;
  }
  if (values.profile === "calls" && !isInOwnNetwork()) {
    const apart = await inOwnNetwork(log);
    if ("code" in apart) return apart.code === 0;
    log(`no line is cut and no address changed: ${apart.because}`);
  }
  const run = { races: runRaces, status: runStatus, calls: runCalls }[values.profile];
  if (run) {
    const { examples, clean, ...result } = await run({ seed, folder, log });
    for (const example of examples) log(example);
    console.log(JSON.stringify(result));
    return clean;
  }
  const profile = profiles[values.profile];
  if (!profile)
    throw new Error(
      `there is no profile ${values.profile}; there are: ${Object.keys(profiles)}, planted, races, status, calls`,
    );
  log(`profile ${profile.name}, seed ${seed}, history in ${folder}`);
  const { examples, clean, ...result } = await runChaos({ profile, seed, folder, log });
  for (const example of examples) log(example);
  console.log(JSON.stringify(result));
  return clean && inTime(result);
}

function inTime({
  convergenceMs,
  restartMs,
  kills,
}: Pick<RunResult, "convergenceMs" | "restartMs" | "kills">) {
  const slowness = Math.max(1, restartMs.p50 / usualRestartMs);
  const allowed = Math.round(slowestMs * slowness);
  if (convergenceMs.p99 > allowed)
    log(`screens agree after ${convergenceMs.p99} ms; ${allowed} are allowed here`);
  return convergenceMs.samples > 0 && convergenceMs.p99 <= allowed && kills.server > 0;
}

// Leaving by the front door lets servers that were started be told.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
main().then(
  (ok) => process.exit(ok ? 0 : 1),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
