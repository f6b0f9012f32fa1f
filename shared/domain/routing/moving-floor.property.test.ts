import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Medium, media, type PerMedium } from "../media.ts";
import {
  defaultQueueRules,
  leastWeight,
  mostWeight,
  type QueueRules,
  selections,
  usualWeight,
} from "../queue-rules.ts";
import { secondsPerPriority } from "./index.ts";
import {
  couldTake,
  type FloorAgent,
  type FloorContact,
  floorSkill,
  type Moment,
  runFloor,
} from "./testing/moving-floor.ts";

const single = selections.filter((one) => one !== "broadcast");

const upTo = (max: number) => fc.integer({ min: 0, max });
const mostOf = ({ chat, voice, video }: PerMedium<number>) =>
  fc.record({ chat: upTo(chat), voice: upTo(voice), video: upTo(video) });
const weight = fc.constantFrom(leastWeight, 25, 33, 50, usualWeight, usualWeight, 150, mostWeight);

const agents = (answers: fc.Arbitrary<FloorAgent["answers"]>): fc.Arbitrary<FloorAgent[]> =>
  fc
    .array(
      fc.record({
        id: fc.constant(""),
        receives: fc.boolean(),
        most: mostOf({ chat: 4, voice: 2, video: 1 }),
        priority: fc.integer({ min: 1, max: 3 }),
        level: fc.integer({ min: 0, max: 5 }),
        answers,
        workSeconds: fc.integer({ min: 1, max: 120 }),
      }),
      { minLength: 1, maxLength: 7 },
    )
    .map((all) => all.map((agent, at) => ({ ...agent, id: `agent-${at}` })));

const contacts: fc.Arbitrary<FloorContact[]> = fc
  .array(
    fc.record({
      atSecond: fc.integer({ min: 0, max: 200 }),
      priority: fc.constantFrom(1, 10, 15, 15, 30),
      medium: fc.constantFrom(...media, "chat"),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((all) => all.map((contact, at) => ({ ...contact, id: `contact-${at}` })));

const one = { chat: 1, voice: 1, video: 1 };
const anyAnswers = fc.array(fc.constantFrom("accept", "accept", "decline", "lapse"), {
  minLength: 1,
  maxLength: 4,
});

const rulesWith = (changes: Partial<QueueRules>): QueueRules => ({ ...defaultQueueRules, ...changes });
const floor = fc.record({
  agents: agents(anyAnswers),
  contacts,
  selection: fc.constantFrom(...single),
  loads: fc.record({ chat: weight, voice: weight, video: weight }),
  returnsAfterSeconds: fc.integer({ min: 1, max: 60 }),
});

/** Follows what happened, and answers who has what at its end. */
function holders(
  moments: readonly Moment[],
  check: (open: Map<string, Set<string>>, moment: Moment) => void,
) {
  const open = new Map<string, Set<string>>();
  const of = (agentId: string) => open.get(agentId) ?? open.set(agentId, new Set()).get(agentId) ?? new Set();
  for (const moment of moments) {
    if (moment.kind === "assigned") of(moment.agentId).add(moment.contactId);
    if (moment.kind === "closed") of(moment.agentId).delete(moment.contactId);
    check(open, moment);
  }
}

/** For every offer: how urgent the offered one was, and all that waited beside it. */
function contests(moments: readonly Moment[], all: readonly FloorContact[]) {
  const offers = moments.flatMap((one) => (one.kind === "offered" ? [one] : []));
  const urgency = ({ priority, atSecond }: FloorContact, second: number) =>
    priority * secondsPerPriority + second - atSecond;
  return offers.map(({ contactId, second }) => {
    const before = new Set(offers.filter((one) => one.second < second).map((one) => one.contactId));
    const waiting = all.filter(({ id, atSecond }) => atSecond <= second && !before.has(id));
    const offered = waiting.find(({ id }) => id === contactId) as FloorContact;
    return { offered: urgency(offered, second), others: waiting.map((one) => urgency(one, second)) };
  });
}

/** No more of a medium than he takes, and together no more than a desk; what weighs more than a desk is alone on it. */
function expectToFit(here: readonly Medium[], loads: PerMedium<number>, most: PerMedium<number>) {
  for (const medium of media)
    expect(here.filter((one) => one === medium).length).toBeLessThanOrEqual(most[medium]);
  const share = here.reduce((sum, medium) => sum + loads[medium] / usualWeight / most[medium], 0);
  if (here.length > 1) expect(share).toBeLessThanOrEqual(1 + 1e-9);
}

describe("a floor in motion, on a faked clock", () => {
  it("never gives one conversation to two, nor anybody more of a medium or more together than he takes, nor anything to who may not reply", () => {
    fc.assert(
      fc.property(floor, ({ selection, loads, ...given }) => {
        const rules = rulesWith({ selection, loads });
        const moments = runFloor({ ...given, rules, untilSecond: 600 });
        const mediumOf = new Map(given.contacts.map(({ id, medium }) => [id, medium ?? "chat"]));
        const byId = new Map(given.agents.map((agent) => [agent.id, agent]));
        const ever = new Set<string>();
        holders(moments, (open, moment) => {
          if (moment.kind === "offered") expect(byId.get(moment.agentId)?.receives).toBe(true);
          if (moment.kind !== "assigned") return;
          expect(ever.has(moment.contactId)).toBe(false);
          ever.add(moment.contactId);
          const here = [...(open.get(moment.agentId) ?? [])].map((id) => mediumOf.get(id) as Medium);
          expectToFit(here, loads, byId.get(moment.agentId)?.most ?? { chat: 0, voice: 0, video: 0 });
        });
      }),
      { numRuns: 300 },
    );
  });

  it("never rings twice at one desk, nor one conversation at two desks, when it is not broadcast", () => {
    fc.assert(
      fc.property(floor, ({ selection, loads, ...given }) => {
        const ringing = new Map<string, string>();
        for (const moment of runFloor({
          ...given,
          rules: rulesWith({ selection, loads }),
          untilSecond: 600,
        })) {
          if (moment.kind === "offered") {
            expect(ringing.has(moment.agentId)).toBe(false);
            expect([...ringing.values()]).not.toContain(moment.contactId);
            ringing.set(moment.agentId, moment.contactId);
          } else if (moment.kind !== "closed" && moment.kind !== "came_back") ringing.delete(moment.agentId);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("asks those of the better priority first, as long as one of them can be asked and has not refused", () => {
    fc.assert(
      fc.property(floor, ({ selection, loads, ...given }) => {
        runFloor({
          ...given,
          rules: rulesWith({ selection, loads }),
          untilSecond: 400,
          look: (of, [chosen], all) => {
            if (!chosen || chosen.refusedMsAgo !== null) return;
            const free = all.filter((one) => couldTake(of, one) && one.refusedMsAgo === null);
            const best = Math.min(...free.map(({ member }) => member?.priority ?? 99));
            expect(chosen.member?.priority).toBe(best);
          },
        });
      }),
      { numRuns: 200 },
    );
  });

  it("offers the more urgent first and equals in their order, whenever one seat is contended for", () => {
    const alone: FloorAgent = {
      ...{ id: "agent-0", receives: true, most: one, priority: 1, level: 3, answers: ["accept"] },
      workSeconds: 15,
    };
    fc.assert(
      fc.property(contacts, (all) => {
        const moments = runFloor({
          ...{
            agents: [alone],
            contacts: all,
            rules: rulesWith({}),
            returnsAfterSeconds: 1,
            untilSecond: 1_200,
          },
        });
        for (const { offered, others } of contests(moments, all)) {
          for (const other of others) expect(offered).toBeGreaterThanOrEqual(other);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("lets nobody wait for ever: with one who always answers, everybody is answered, also those of the lowest priority", () => {
    fc.assert(
      fc.property(floor, ({ selection, loads, ...given }) => {
        const steady: FloorAgent = {
          ...{ id: "steady", receives: true, most: one, priority: 3, level: 0, answers: ["accept"] },
          workSeconds: 10,
        };
        const moments = runFloor({
          ...given,
          agents: [...given.agents, steady],
          rules: rulesWith({ selection, loads }),
          untilSecond: 200 + 25 * 40,
        });
        const answered = new Set(moments.flatMap((one) => (one.kind === "assigned" ? [one.contactId] : [])));
        expect(answered.size).toBe(given.contacts.length);
      }),
      { numRuns: 200 },
    );
  });

  it("overtakes nobody without end: a stream of urgent ones cannot hold up the least urgent for more than an hour", () => {
    const busy: FloorAgent = {
      ...{ id: "agent-0", receives: true, most: one, priority: 1, level: 3, answers: ["accept"] },
      workSeconds: 30,
    };
    const stream = Array.from({ length: 200 }, (_, at) => ({
      id: `urgent-${at}`,
      atSecond: at * 31,
      priority: 30,
    }));
    const moments = runFloor({
      ...{ agents: [busy], rules: rulesWith({}), returnsAfterSeconds: 1, untilSecond: 6_300 },
      contacts: [{ id: "humble", atSecond: 5, priority: 1 }, ...stream],
    });
    const answeredAt = moments.find((one) => one.kind === "assigned" && one.contactId === "humble")?.second;
    expect(answeredAt).toBeDefined();
    expect(answeredAt).toBeLessThanOrEqual(29 * secondsPerPriority + 65);
  });

  it("keeps a required skill until its time is over, and not a second longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 5 }),
        (relaxAfterSeconds, level) => {
          const rules = rulesWith({
            skills: [{ skillId: floorSkill, level, need: "required", relaxAfterSeconds }],
          });
          const novice: FloorAgent = {
            ...{
              id: "novice",
              receives: true,
              most: { chat: 3, voice: 1, video: 1 },
              priority: 1,
              level: level - 1,
              answers: ["accept"],
            },
            workSeconds: 10,
          };
          const [first] = runFloor({
            ...{ agents: [novice], rules, returnsAfterSeconds: 1, untilSecond: 200 },
            contacts: [{ id: "contact-0", atSecond: 4, priority: 15 }],
          });
          expect(first).toMatchObject({ kind: "offered", second: 4 + relaxAfterSeconds });
        },
      ),
    );
  });
});
