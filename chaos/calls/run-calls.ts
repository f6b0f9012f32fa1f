import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { percentile } from "../percentile.ts";
import { createRandom } from "../random.ts";
import { createServerProcess } from "../system/server-process.ts";
import { cutForGood, cutIn, moveIn } from "./cuts.ts";
import { callsInEngine, whatIsLeft } from "./judge-calls.ts";
import { type Killed, killIn, victims } from "./kills.ts";
import { type Lines, loopback, openLines } from "./lines.ts";
import { isInOwnNetwork } from "./own-network.ts";
import type { Part } from "./people.ts";
import { openStage, type Stage } from "./stage.ts";
import { type Step, steps } from "./steps.ts";

export interface CallsResult {
  readonly profile: "calls";
  readonly kills: number;
  /** Lines on which nothing came through for 3 to 20 s, and for longer than anybody waits. */
  readonly blocks: number;
  readonly addressChanges: number;
  readonly steps: number;
  /** Calls that the engine had when everybody had hung up. */
  readonly orphanLegs: number;
  readonly stuckRinging: number;
  readonly notTerminal: number;
  readonly apart: number;
  /** Somebody heard another than he should have, or not whom he should have, after the repair. */
  readonly wrong: number;
  /** From the kill of server or engine until everybody hears again whom he should, ms. */
  readonly repairP50Ms: number;
  readonly repairP95Ms: number;
  /** From when a line is back, or an address another one, until everybody hears again whom he should, ms. */
  readonly blockRepairP95Ms: number;
  readonly moveRepairP95Ms: number;
  /** Of those: the longest silence of a voice while the server was away, ms; its engine goes on. */
  readonly silenceMaxMs: number;
  readonly seed: number;
  readonly seconds: number;
  readonly clean: boolean;
  readonly examples: readonly string[];
}

interface Options {
  readonly seed: number;
  readonly folder: string;
  readonly log: (line: string) => void;
}

/** A line that is back, and an address that is another one, are mended within this, ms. */
const mendedWithin = 5_000;

/** What happens in the rounds, by the times that it takes to be as before. */
interface Times {
  readonly killed: Killed[];
  readonly blocked: number[];
  readonly moved: number[];
}

interface Round {
  readonly name: string;
  play(stage: Stage): Promise<unknown>;
}

const stepsOf = (part: Part): readonly Step[] => steps.filter(({ hears }) => (hears[part] ?? []).length > 0);

/** Every kill at every step; lines cut for 3 to 20 s and for good; addresses that change. */
function roundsOf(
  random: ReturnType<typeof createRandom>,
  lines: Lines | null,
  times: Times,
): readonly Round[] {
  const kills = steps.flatMap((step) =>
    victims.map((victim) => ({
      name: `${victim} killed while ${step.name}`,
      play: async (stage: Stage) => times.killed.push(await killIn(stage, step, victim)),
    })),
  );
  if (!lines) return random.shuffle(kills);
  const cuts = [3, 5, 8, 11, 14, 17, 20].map((seconds, index) => {
    const part = (["agent", "customer", "agent", "customer", "supervisor"] as const)[index % 5] as Part;
    const step = random.pick(stepsOf(part));
    const isPatient = index % 2 === 0;
    return {
      name: `${part} cut for ${seconds} s ${isPatient ? "and waiting" : "and trying"} while ${step.name}`,
      async play(stage: Stage) {
        const ms = await cutIn(stage, lines, step, { part, ms: seconds * 1_000, isPatient });
        times.blocked.push(ms);
        if (ms > mendedWithin) throw new Error(`mended after ${Math.round(ms)} ms only`);
      },
    };
  });
  // With a colleague beside him somebody else would be the call's agent then.
  const talking = steps.filter(({ name }) => name === "talking");
  const forGood = talking.flatMap((step) =>
    (["agent", "customer"] as const).map((part) => ({
      name: `${part} cut for good while ${step.name}`,
      play: (stage: Stage) => cutForGood(stage, lines, step, part),
    })),
  );
  const moves = (["agent", "customer", "supervisor", "agent", "customer", "colleague"] as const).map(
    (part) => {
      const step = random.pick(stepsOf(part));
      return {
        name: `${part} at another address while ${step.name}`,
        async play(stage: Stage) {
          const ms = await moveIn(stage, lines, step, part);
          times.moved.push(ms);
          if (ms > mendedWithin) throw new Error(`mended after ${Math.round(ms)} ms only`);
        },
      };
    },
  );
  return random.shuffle([...kills, ...cuts, ...forGood, ...moves]);
}

/** Agent, customer, server and media engine are killed at every step of a call. */
export async function runCalls({ seed, folder, log }: Options): Promise<CallsResult> {
  const began = performance.now();
  const random = createRandom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-calls-"));
  chmodSync(dataDir, 0o755);
  mkdirSync(folder, { recursive: true });
  const lines = isInOwnNetwork() ? openLines() : null;
  const { engineAddress } = lines ?? loopback;
  const server = createServerProcess({
    ...{ port: await freePort(), dataDir, logFile: join(folder, "server.log") },
    env: { MEDIA_ADDRESS: engineAddress },
  });
  const times: Times = { killed: [], blocked: [], moved: [] };
  try {
    const stage = await openStage(server, dataDir, lines ?? loopback);
    const rounds = roundsOf(random, lines, times);
    const wrong: string[] = [];
    for (const { name, play } of rounds) {
      try {
        await play(stage);
      } catch (error) {
        wrong.push(`${name}: ${(error as Error).message}`);
        log(wrong.at(-1) ?? "");
      }
    }
    await sleep(2_000);
    const left = await whatIsLeft(stage.db);
    const { calls: orphanLegs } = await callsInEngine(stage.socketPath);
    await stage.db.end();
    const { stuckRinging, notTerminal, apart } = left;
    const repairs = times.killed.flatMap(({ repairMs }) => repairMs ?? []);
    const at = (share: number, all: readonly number[]) => Math.round(percentile(all, share));
    const named = (what: RegExp) => rounds.filter(({ name }) => what.test(name)).length;
    return {
      ...{ profile: "calls", kills: named(/ killed /), blocks: named(/ cut for /) },
      ...{ addressChanges: named(/ at another address /), steps: steps.length },
      ...{ orphanLegs, stuckRinging, notTerminal, apart, wrong: wrong.length },
      ...{ repairP50Ms: at(0.5, repairs), repairP95Ms: at(0.95, repairs) },
      ...{ blockRepairP95Ms: at(0.95, times.blocked), moveRepairP95Ms: at(0.95, times.moved) },
      silenceMaxMs: Math.round(Math.max(0, ...times.killed.map(({ silenceMs }) => silenceMs))),
      ...{ seed, seconds: Math.round((performance.now() - began) / 1_000) },
      clean: orphanLegs + stuckRinging + notTerminal + apart + wrong.length === 0 && times.killed.length > 0,
      examples: wrong,
    };
  } finally {
    await server.stop();
    const { pid } = await callsInEngine(join(dataDir, "media", "media.sock"));
    if (pid > 0) process.kill(pid, "SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  }
}
