import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { percentile } from "../percentile.ts";
import { createRandom } from "../random.ts";
import { createServerProcess } from "../system/server-process.ts";
import { callsInEngine, whatIsLeft } from "./judge-calls.ts";
import { castOf, isThere, openStage, type Stage, until, within } from "./stage.ts";
import { type Cast, type Step, steps } from "./steps.ts";

export interface CallsResult {
  readonly profile: "calls";
  readonly kills: number;
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

const victims = ["server", "engine", "agent", "customer"] as const;
type Victim = (typeof victims)[number];

const peopleOf = ({ customer, agent, colleague, supervisor }: Cast) => [
  customer,
  agent,
  colleague,
  supervisor,
];

const isAsItShould = (cast: Cast, step: Step) =>
  peopleOf(cast).every(({ part, hears }) => {
    const wanted = step.hears[part];
    return wanted === undefined || hears().join() === wanted.toSorted().join();
  });

const said = (cast: Cast) =>
  peopleOf(cast)
    .map(({ part, hears }) => `${part}: ${hears().join("+") || "-"}`)
    .join(", ");

/** Kills the server or the engine, and waits until everybody hears again whom he should. */
async function repair(stage: Stage, cast: Cast, step: Step, victim: Victim): Promise<number> {
  const killed = performance.now();
  if (victim === "server") {
    await stage.server.kill();
    stage.server.start();
    await stage.server.ready();
  } else {
    const { pid } = await callsInEngine(stage.socketPath);
    if (pid > 0) process.kill(pid, "SIGKILL");
  }
  for (const end = Date.now() + within; ; await sleep(50)) {
    await Promise.all(peopleOf(cast).map((one) => one.follow(cast.callId)));
    if (isAsItShould(cast, step)) break;
    if (Date.now() > end) throw new Error(`nothing was repaired: ${said(cast)}`);
  }
  return performance.now() - killed;
}

/** The longest time in which the customer heard none of those whom he should hear, while the server is away. */
async function silenceWhile<T>(cast: Cast, step: Step, work: () => Promise<T>): Promise<[T, number]> {
  let longest = 0;
  let since: number | undefined;
  const hadVoices = (step.hears.customer ?? []).length > 0;
  const timer = setInterval(() => {
    const now = performance.now();
    if (!hadVoices || cast.customer.hears().length > 0) since = undefined;
    else {
      since ??= now;
      longest = Math.max(longest, now - since);
    }
  }, 20);
  try {
    return [await work(), longest];
  } finally {
    clearInterval(timer);
  }
}

/** Kills somebody's program. The part of the grace that nothing happens in is cut off in the database. */
async function die(stage: Stage, cast: Cast, victim: "agent" | "customer"): Promise<void> {
  const { db } = stage;
  await cast[victim].die();
  if (victim === "agent") await isThere(db, cast.agent.id, false);
  const legs = await db.query<{ legId: string }>(
    `select leg->>'id' as "legId" from calls k cross join jsonb_array_elements(k.legs) leg
     where k.id = $1 and leg->>'state' <> 'gone'
       and ($2::text is null and leg->>'party' = 'customer' or leg->>'userId' = $2)`,
    [cast.callId, victim === "agent" ? cast.agent.id : null],
  );
  for (const { legId } of legs.rows) {
    await until("the loss being noticed", async () => {
      const { rows } = await db.query<{ state: string }>(
        "select state from call_media where call_id = $1 and leg_id = $2",
        [cast.callId, legId],
      );
      return rows[0]?.state !== "connected";
    });
    await db.query(
      "update call_media set since = since - interval '26 seconds' where call_id = $1 and leg_id = $2",
      [cast.callId, legId],
    );
  }
}

interface Played {
  readonly repairMs: number | null;
  readonly silenceMs: number;
}

async function play(stage: Stage, step: Step, victim: Victim): Promise<Played> {
  const cast = await castOf(stage);
  try {
    await step.bring(cast);
    await until("everybody hearing whom he should", async () => isAsItShould(cast, step)).catch((error) => {
      throw new Error(`${error.message}: ${said(cast)}`);
    });
    if (victim === "server" || victim === "engine") {
      const [repairMs, silence] = await silenceWhile(cast, step, () => repair(stage, cast, step, victim));
      return { repairMs, silenceMs: victim === "server" ? silence : 0 };
    }
    await die(stage, cast, victim);
    return { repairMs: null, silenceMs: 0 };
  } finally {
    await hangUp(stage, cast, victim);
  }
}

/** Everybody who is left hangs up; then the call has to be over, for everybody. */
async function hangUp(stage: Stage, cast: Cast, victim: Victim): Promise<void> {
  const { customer, callId } = cast;
  if (victim !== "customer")
    await customer.ask("POST", `/visitor/calls/${callId}/leave`).catch(() => undefined);
  for (const one of peopleOf(cast)) await one.die();
  await until("the end of the call", async () => {
    const { rows } = await stage.db.query("select 1 from calls where id = $1 and ended_at is null", [callId]);
    return rows.length === 0;
  });
  await until("the end of its rings", async () => {
    const { rows } = await stage.db.query(
      "select 1 from offers where conversation_id = $1 and state = 'open'",
      [cast.conversationId],
    );
    return rows.length === 0;
  });
}

/** Agent, customer, server and media engine are killed at every step of a call. */
export async function runCalls({ seed, folder, log }: Options): Promise<CallsResult> {
  const began = performance.now();
  const random = createRandom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-calls-"));
  chmodSync(dataDir, 0o755);
  mkdirSync(folder, { recursive: true });
  const server = createServerProcess({
    ...{ port: await freePort(), dataDir, logFile: join(folder, "server.log") },
  });
  try {
    const stage = await openStage(server, dataDir);
    const rounds = random.shuffle(steps.flatMap((step) => victims.map((victim) => ({ step, victim }))));
    const wrong: string[] = [];
    const played: Played[] = [];
    for (const { step, victim } of rounds) {
      try {
        played.push(await play(stage, step, victim));
      } catch (error) {
        wrong.push(`${victim} killed while ${step.name}: ${(error as Error).message}`);
        log(wrong.at(-1) ?? "");
      }
    }
    await sleep(2_000);
    const left = await whatIsLeft(stage.db);
    const { calls: orphanLegs } = await callsInEngine(stage.socketPath);
    await stage.db.end();
    const repairs = played.flatMap(({ repairMs }) => repairMs ?? []);
    const { stuckRinging, notTerminal, apart } = left;
    return {
      ...{ profile: "calls", kills: rounds.length, steps: steps.length },
      ...{ orphanLegs, stuckRinging, notTerminal, apart, wrong: wrong.length },
      repairP50Ms: Math.round(percentile(repairs, 0.5)),
      repairP95Ms: Math.round(percentile(repairs, 0.95)),
      silenceMaxMs: Math.round(Math.max(0, ...played.map(({ silenceMs }) => silenceMs))),
      ...{ seed, seconds: Math.round((performance.now() - began) / 1_000) },
      clean: orphanLegs + stuckRinging + notTerminal + apart + wrong.length === 0 && played.length > 0,
      examples: wrong,
    };
  } finally {
    await server.stop();
    const { pid } = await callsInEngine(join(dataDir, "media", "media.sock"));
    if (pid > 0) process.kill(pid, "SIGTERM");
    rmSync(dataDir, { recursive: true, force: true });
  }
}
