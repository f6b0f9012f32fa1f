import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adviceOn, freshTriggers, nextAct, type TriggerTimes, wholeSeconds } from "./index.ts";

const times = fc.record({
  seconds: fc.integer({ min: 10, max: 500 }),
  steps: fc.array(fc.record({ seconds: fc.integer({ min: 10, max: 500 }), texts: fc.constant({}) }), {
    maxLength: 6,
  }),
});

/** Lives through a silence with a look every so many seconds; answers what was done, with its moment. */
function live(trigger: TriggerTimes, looks: readonly number[]) {
  const done: { readonly at: number; readonly what: string }[] = [];
  let now = 0;
  let last = 0;
  let steps = 0;
  for (let turn = 0; turn < 5_000; turn++) {
    now += looks[turn % looks.length] ?? 1;
    const act = nextAct(trigger, { steps, waited: now - last });
    if (act.kind === "wait") continue;
    done.push({ at: now, what: act.kind === "say" ? `step ${act.step}` : "end" });
    if (act.kind === "end") return done;
    steps += 1;
    last = now;
  }
  return done;
}

describe("when a trigger acts", () => {
  it("says every message once and in order, then ends, however irregularly one looks", () => {
    fc.assert(
      fc.property(
        times,
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 9 }),
        (trigger, looks) => {
          const done = live(trigger, looks);
          expect(done.map(({ what }) => what)).toEqual([
            ...trigger.steps.map((_, step) => `step ${step}`),
            "end",
          ]);
        },
      ),
    );
  });

  it("never gives less time than promised between two of them, also after a long interruption", () => {
    fc.assert(
      fc.property(
        times,
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 9 }),
        (trigger, looks) => {
          const promised = [...trigger.steps.map(({ seconds }) => seconds), trigger.seconds];
          const done = live(trigger, looks);
          done.forEach(({ at }, index) => {
            expect(at - (done[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(promised[index] ?? 0);
          });
        },
      ),
    );
  });

  it("acts at the promised second when one looks every second", () => {
    const trigger = {
      seconds: 40,
      steps: [
        { seconds: 10, texts: {} },
        { seconds: 20, texts: {} },
      ],
    };
    expect(live(trigger, [1])).toEqual([
      { at: 10, what: "step 0" },
      { at: 30, what: "step 1" },
      { at: 70, what: "end" },
    ]);
    expect(wholeSeconds(trigger)).toBe(70);
  });
});

describe("the advice on triggers", () => {
  const agent = {
    ...freshTriggers.agent_inactivity,
    type: "agent_inactivity" as const,
    channel: "web",
    enabled: true,
  };
  const customer = {
    ...freshTriggers.customer_inactivity,
    type: "customer_inactivity" as const,
    channel: "web",
    enabled: true,
  };

  it("is silent about what a new trigger proposes", () => {
    expect(adviceOn([agent, customer], "web")).toBeNull();
  });

  it("says when an agent has less time than the customer's whole series", () => {
    expect(adviceOn([{ ...agent, seconds: 420 }, customer], "web")).toEqual({
      agentSeconds: 420,
      customerSeconds: 420,
    });
  });

  it("says nothing about a trigger that is off, or of another channel", () => {
    expect(
      adviceOn(
        [
          { ...agent, seconds: 60 },
          { ...customer, enabled: false },
        ],
        "web",
      ),
    ).toBeNull();
    expect(adviceOn([{ ...agent, seconds: 60 }, customer], "sms")).toBeNull();
  });
});
