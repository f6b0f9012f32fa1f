import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { median } from "../../chaos/percentile.ts";
import { createServerProcess } from "../../chaos/system/server-process.ts";
import { findElectron } from "../../scripts/electron-runtime.mjs";
import { type LaunchOptions, launch, type Start } from "./launch.ts";
import { openVirtualDisplay } from "./virtual-display.ts";

const pairs = 6;
const log = (line: string) => console.error(`[bench] ${line}`);

/** Our built desktop against an empty window on the same runtime, in turns; the median of the pairs' ratios counts. */
export async function benchDesktop(): Promise<object> {
  const runtime = await findElectron({ log });
  const folder = mkdtempSync(join(tmpdir(), "sidetone-bench-"));
  chmodSync(folder, 0o755);
  const display = await openVirtualDisplay();
  const server = createServerProcess({
    port: await freePort(),
    dataDir: join(folder, "data"),
    logFile: join(folder, "server.log"),
  });
  server.start();
  try {
    await server.ready();
    const common = { executable: runtime.executable, display: display.name };
    const empty = { ...common, app: resolve("bench/desktop/empty"), userData: join(folder, "empty") };
    const ours = {
      ...{ ...common, app: resolve("."), userData: join(folder, "ours") },
      env: { SIDETONE_ADDRESS: server.address },
    };
    return summary(`${runtime.kind} Electron ${runtime.version}`, await takeTurns(empty, ours));
  } finally {
    await server.stop();
    display.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Pair {
  readonly empty: Start;
  readonly ours: Start;
}

async function takeTurns(empty: LaunchOptions, ours: LaunchOptions): Promise<Pair[]> {
  // The first start of each fills caches; people start an app more than once.
  await launch(empty);
  await launch(ours);
  const all: Pair[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const first = await launch(pair % 2 === 0 ? empty : ours);
    const second = await launch(pair % 2 === 0 ? ours : empty);
    const now = pair % 2 === 0 ? { empty: first, ours: second } : { empty: second, ours: first };
    all.push(now);
    const words = ({ startMs, memory }: Start) =>
      `${Math.round(startMs)} ms, ${Math.round(memory / 2 ** 20)} MB`;
    log(`pair ${pair + 1}: empty ${words(now.empty)}; ours ${words(now.ours)}`);
  }
  return all;
}

function summary(runtime: string, all: readonly Pair[]): object {
  const rounded = (value: number) => Math.round(value * 100) / 100;
  const side = (which: keyof Pair) => ({
    startMs: Math.round(median(all.map((pair) => pair[which].startMs))),
    memoryMb: Math.round(median(all.map((pair) => pair[which].memory)) / 2 ** 20),
  });
  const ratio = (of: (start: Start) => number) =>
    rounded(median(all.map(({ empty, ours }) => of(ours) / of(empty))));
  return {
    bench: "desktop",
    ...{ pairs, runtime, empty: side("empty"), ours: side("ours") },
    ratio: { start: ratio(({ startMs }) => startMs), memory: ratio(({ memory }) => memory) },
  };
}
