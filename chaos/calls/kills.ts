import { setTimeout as sleep } from "node:timers/promises";
import { wearOutGrace } from "./grace.ts";
import { callsInEngine } from "./judge-calls.ts";
import { bring, hangUp, isAsItShould, peopleOf, said, standing } from "./scene.ts";
import { castOf, isThere, type Stage, within } from "./stage.ts";
import type { Cast, Step } from "./steps.ts";

export const victims = ["server", "engine", "agent", "customer"] as const;
type Victim = (typeof victims)[number];

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
  await cast[victim].die();
  if (victim === "agent") await isThere(stage.db, cast.agent.id, false);
  await wearOutGrace(stage, cast, victim);
}

export interface Killed {
  readonly repairMs: number | null;
  readonly silenceMs: number;
}

/** Kills one of them in the step, and sees what becomes of the call. */
export async function killIn(stage: Stage, step: Step, victim: Victim): Promise<Killed> {
  const cast = await castOf(stage);
  try {
    await bring(cast, step);
    if (victim === "server" || victim === "engine") {
      const [repairMs, silence] = await silenceWhile(cast, step, () => repair(stage, cast, step, victim));
      return { repairMs, silenceMs: victim === "server" ? silence : 0 };
    }
    await die(stage, cast, victim);
    return { repairMs: null, silenceMs: 0 };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`${said}; ${await standing(stage, cast)}`, { cause: error });
  } finally {
    await hangUp(stage, cast);
  }
}
