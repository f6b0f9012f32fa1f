import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { check, isClean, type Verdict } from "./checker/check.ts";
import type { WrapTransport } from "./clients/recorded-client.ts";
import { createConvergence } from "./convergence.ts";
import { type Floor, openFloor, showsAll } from "./floor.ts";
import { gatherFacts, readHeads } from "./gather-facts.ts";
import { createHistory, type History } from "./history.ts";
import { type Kills, unleash } from "./nemesis.ts";
import { percentile } from "./percentile.ts";
import type { Profile } from "./profiles.ts";
import { createRandom, type Random } from "./random.ts";
import { type EmbeddedDatabase, embeddedDatabase } from "./system/embedded-database.ts";
import { createServerProcess, type ServerProcess } from "./system/server-process.ts";
import { makeWorkspace, type Workspace } from "./system/workspace.ts";
import { startWorkload } from "./workload.ts";

export interface RunOptions {
  readonly profile: Profile;
  readonly seed: number;
  /** Where history and logs are kept. */
  readonly folder: string;
  readonly log: (line: string) => void;
  /** Another program than the product's own server, for planted defects. */
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Changes the database before anybody comes, for planted defects. */
  readonly prepare?: (client: pg.Client) => Promise<unknown>;
  readonly wrap?: WrapTransport;
}

export interface RunResult extends Omit<Verdict, "examples"> {
  readonly profile: string;
  readonly sent: number;
  readonly refused: number;
  readonly kills: { readonly server: number; readonly database: number };
  readonly lines: { readonly cut: number; readonly reset: number; readonly halfOpen: number };
  /** From "ready" until a screen shows everything that was written by then. */
  readonly convergenceMs: Times;
  /** From "ready" until a screen is connected again and says so. */
  readonly liveMs: Times;
  readonly restartMs: { readonly p50: number; readonly max: number };
  readonly seed: number;
  readonly seconds: number;
  readonly clean: boolean;
  readonly examples: readonly string[];
}

interface Times {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
}

interface Stage {
  readonly server: ServerProcess;
  readonly database: EmbeddedDatabase;
  readonly client: () => Promise<pg.Client>;
  readonly workspace: Workspace;
  readonly history: History;
  readonly random: Random;
}

const settleMs = 40_000;

/** One whole run: a real server and database, headless clients, kills, and the judgement. */
export async function runChaos(options: RunOptions): Promise<RunResult> {
  const began = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-chaos-"));
  // PostgreSQL runs as another user when we are root, and must be able to walk in.
  chmodSync(dataDir, 0o755);
  mkdirSync(options.folder, { recursive: true });
  const history = createHistory(join(options.folder, "history.ndjson"));
  const server = createServerProcess({
    port: await freePort(),
    dataDir,
    logFile: join(options.folder, "server.log"),
    ...(options.entry ? { entry: options.entry } : {}),
    ...(options.env ? { env: options.env } : {}),
  });
  try {
    const stage = await setStage(options, dataDir, server, history);
    return await play(options, stage, began);
  } finally {
    await server.stop();
    await history.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function setStage(
  { profile, seed, prepare }: RunOptions,
  dataDir: string,
  server: ServerProcess,
  history: History,
): Promise<Stage> {
  const database = embeddedDatabase(dataDir);
  server.start();
  await server.ready();
  const first = await database.connect();
  await prepare?.(first);
  const workspace = await makeWorkspace(first, [
    { role: "agent", count: profile.agents, capacity: profile.capacity },
  ]);
  await first.end();
  return {
    server,
    database,
    client: () => database.connect(),
    workspace,
    history,
    random: createRandom(seed),
  };
}

async function play(options: RunOptions, stage: Stage, began: number): Promise<RunResult> {
  const { profile, log, wrap, seed } = options;
  const { server, workspace, history, random } = stage;
  const { address, port } = server;
  const floor = await openFloor({ profile, address, port, workspace, history, ...(wrap ? { wrap } : {}) });
  log(`everybody is in place after ${Math.round((performance.now() - began) / 1_000)} s; the killing begins`);
  const [convergence, recovery] = [createConvergence(), createConvergence()];
  const stopWorkload = startWorkload({ floor, profile, random, workspace, address });
  const kills = await unleash({
    ...stage,
    profile,
    floor,
    convergence,
    recovery,
    log,
    heads: () => headsNow(stage),
  });
  stopWorkload();
  await settle(stage, floor, log);
  const reader = await stage.client();
  const facts = await gatherFacts(reader, workspace, floor, history.entries);
  await reader.end();
  await floor.stop();
  return {
    ...report(profile, seed, check(facts), facts.sent, kills),
    ...{ convergenceMs: times(convergence.samples), liveMs: times(recovery.samples) },
    seconds: Math.round((performance.now() - began) / 1_000),
  };
}

async function headsNow({ client, workspace }: Stage) {
  const reader = await client();
  try {
    return await readHeads(reader, workspace.workspaceId);
  } finally {
    await reader.end();
  }
}

/** Waits until every message has its fate and every screen shows the head; the checker judges what is left. */
async function settle(stage: Stage, floor: Floor, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  const left = async () => {
    if (floor.pending() > 0) return `${floor.pending()} messages without a fate`;
    const heads = await headsNow(stage);
    const behind = floor
      .watchers()
      .filter((watcher) => !showsAll(watcher, heads.get(watcher.conversationId)));
    return behind.length > 0 ? `${behind.length} screens behind` : null;
  };
  for (let rest = await left(); rest; rest = await left()) {
    if (Date.now() - began > settleMs) return log(`it did not settle: ${rest}`);
    await sleep(100);
  }
  log(`settled after ${Date.now() - began} ms`);
}

const times = (samples: readonly number[]): Times => {
  const [p50 = 0, p99 = 0, max = 0] = [0.5, 0.99, 1].map((share) => Math.round(percentile(samples, share)));
  return { p50, p99, max, samples: samples.length };
};

function report(
  { name }: Profile,
  seed: number,
  verdict: Verdict,
  sent: readonly { outcome: string }[],
  { server, database, restartMs, ...lines }: Kills,
): Omit<RunResult, "convergenceMs" | "liveMs" | "seconds"> {
  const { examples, ...counts } = verdict;
  return {
    ...counts,
    profile: name,
    sent: sent.length,
    refused: sent.filter(({ outcome }) => outcome === "fail").length,
    kills: { server, database },
    lines,
    restartMs: { p50: percentile(restartMs, 0.5), max: percentile(restartMs, 1) },
    seed,
    clean: isClean(verdict),
    examples,
  };
}
