import { setTimeout as sleep } from "node:timers/promises";
import { wearOutGrace } from "./grace.ts";
import type { Lines } from "./lines.ts";
import type { Part } from "./people.ts";
import { bring, hangUp, isAsItShould, peopleOf, said } from "./scene.ts";
import { castOf, type Stage, until } from "./stage.ts";
import type { Cast, Step } from "./steps.ts";

/** Longer than this after the line is back, and people would not call it repaired, ms. */
const repairedWithin = 15_000;

/**
 * From when a line is back until everybody hears whom he should. Who hears nothing connects anew, as a client does, or has
 * the patience to wait until his connection is up again by itself.
 */
async function repaired(cast: Cast, step: Step, isPatient: boolean): Promise<number> {
  const began = performance.now();
  while (!isAsItShould(cast, step)) {
    if (performance.now() - began > repairedWithin) throw new Error(`nothing was repaired: ${said(cast)}`);
    if (!isPatient) mendAll(cast, step);
    await sleep(20);
  }
  return performance.now() - began;
}

/** Not the one who is to hear nothing: he cannot tell that his line is cut. */
function mendAll(cast: Cast, step: Step): void {
  for (const person of peopleOf(cast))
    if ((step.hears[person.part] ?? []).length > 0) person.mend(cast.callId);
}

interface Cut {
  readonly part: Part;
  readonly ms: number;
  /** He sits it out: his connection is up again by itself. Else he tries to connect anew all the while. */
  readonly isPatient: boolean;
}

/** Nothing of somebody's media comes through for a while: then all is as it was, sooner or later. Answers how much later. */
export async function cutIn(
  stage: Stage,
  lines: Lines,
  step: Step,
  { part, ms, isPatient }: Cut,
): Promise<number> {
  const cast = await castOf(stage);
  try {
    await bring(cast, step);
    const end = lines.block(part);
    try {
      for (const until = performance.now() + ms; performance.now() < until; await sleep(50))
        if (!isPatient) mendAll(cast, step);
      const silentMs =
        peopleOf(cast)
          .find((one) => one.part === part)
          ?.silentMs() ?? 0;
      if (silentMs < ms - 500) throw new Error(`the line was not cut: silent for ${Math.round(silentMs)} ms`);
    } finally {
      end();
    }
    return await repaired(cast, step, isPatient);
  } finally {
    await hangUp(stage, cast);
  }
}

/** Cut for longer than anybody waits: he is let go, and the call ends or goes on without him. */
export async function cutForGood(
  stage: Stage,
  lines: Lines,
  step: Step,
  part: "agent" | "customer",
): Promise<void> {
  const cast = await castOf(stage);
  try {
    await bring(cast, step);
    const end = lines.block(part);
    try {
      await wearOutGrace(stage, cast, part);
      const stateOf = async () => {
        const { rows } = await stage.db.query<{ isOver: boolean; isGone: boolean }>(
          `select ended_at is not null as "isOver", not exists (
             select 1 from jsonb_array_elements(legs) leg where leg->>'party' = $2 and leg->>'state' <> 'gone') as "isGone"
           from calls where id = $1`,
          [cast.callId, part],
        );
        return rows[0];
      };
      await until("his being let go", async () => (await stateOf())?.isGone);
      const isOver = (await stateOf())?.isOver;
      if (isOver !== (part === "customer"))
        throw new Error(
          isOver ? "the customer's call ended with his agent's" : "a call without its customer goes on",
        );
    } finally {
      end();
    }
  } finally {
    await hangUp(stage, cast);
  }
}

/** Somebody's address is another one, and the old one gone: he connects anew from there. Answers how long that takes. */
export async function moveIn(stage: Stage, lines: Lines, step: Step, part: Part): Promise<number> {
  const cast = await castOf(stage);
  try {
    await bring(cast, step);
    const person = peopleOf(cast).find((one) => one.part === part);
    lines.move(part);
    person?.moveTo(lines.addressOf(part));
    const began = performance.now();
    // What was said last is still in everybody's ear.
    await sleep(500);
    if (isAsItShould(cast, step)) throw new Error("the address was not taken away");
    await repaired(cast, step, false);
    return performance.now() - began;
  } finally {
    await hangUp(stage, cast);
  }
}
