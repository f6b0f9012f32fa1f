import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { media } from "../media.ts";
import { selections } from "../queue-rules.ts";
import { statusKeys } from "../status/index.ts";
import {
  type Candidate,
  conditionsOf,
  decide,
  hasRoom,
  lackedSkill,
  obstacleOf,
  orderCodes,
  type RoutedAgent,
  restMs,
} from "./index.ts";
import { aCase } from "./testing/people.ts";

const skillIds = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
const seldom = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const perMedium = <T>(of: fc.Arbitrary<T>) => fc.record({ chat: of, voice: of, video: of });
const agent = fc.record<RoutedAgent>({
  userId: fc.string({ minLength: 1, maxLength: 4 }),
  hasStatus: seldom.map((no) => !no),
  receives: seldom.map((no) => !no),
  present: seldom.map((no) => !no),
  status: fc.oneof({ weight: 5, arbitrary: fc.constant("ready" as const) }, fc.constantFrom(...statusKeys)),
  nextStatus: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.constantFrom(...statusKeys)),
  switchedOn: perMedium(seldom.map((no) => !no)),
  most: fc.record({ chat: fc.nat(4), voice: fc.nat(2), video: fc.nat(1) }),
  working: fc.record({ chat: fc.nat(4), voice: fc.nat(1), video: fc.constant(0) }),
  weighing: fc.record({ chat: fc.nat(400), voice: fc.nat(100), video: fc.constant(0) }),
  ringing: seldom,
  wrappingUp: seldom,
  skills: fc.dictionary(fc.constantFrom(...skillIds), fc.integer({ min: 1, max: 5 })),
  groupIds: fc.subarray(["g", "h"]),
  idleMs: fc.nat(5),
});
const candidate = fc.record<Candidate>({
  agent,
  member: fc.option(
    fc.record({ priority: fc.integer({ min: 1, max: 3 }), lastOfferMsAgo: fc.option(fc.nat(3)) }),
    { freq: 9 },
  ),
  refusedMsAgo: fc.option(fc.nat(2 * restMs), { freq: 1 }),
});
const floor = fc.uniqueArray(candidate, { selector: ({ agent: { userId } }) => userId, maxLength: 8 });
const skill = fc.record({
  skillId: fc.constantFrom(...skillIds),
  level: fc.integer({ min: 1, max: 5 }),
  need: fc.constantFrom("required" as const, "preferred" as const),
  relaxAfterSeconds: fc.option(fc.integer({ min: 1, max: 60 })),
});
const anyCase = fc
  .record({
    selection: fc.constantFrom(...selections),
    skills: fc.array(skill, { maxLength: 2 }),
    medium: fc.constantFrom(...media),
    groupId: fc.constantFrom(null, null, "g"),
    waitedSeconds: fc.nat(90),
  })
  .map(({ selection, skills, ...conversation }) => aCase({ selection, skills }, conversation));

describe("deciding who is offered what waits", () => {
  it("never chooses somebody who may not have it or has no room, and always somebody when there is one", () => {
    fc.assert(
      fc.property(anyCase, floor, (of, people) => {
        const { chosen } = decide(of, people);
        const { medium, groupId } = of.conversation;
        for (const { agent: one, member, refusedMsAgo } of people.filter((p) =>
          chosen.includes(p.agent.userId),
        )) {
          expect(one.receives && one.hasStatus && one.present && one.status === "ready").toBe(true);
          expect(hasRoom(one, medium) && !one.ringing && !one.wrappingUp).toBe(true);
          expect(one.most[medium] > one.working[medium] && one.switchedOn[medium]).toBe(true);
          expect(groupId ? one.groupIds.includes(groupId) : member !== null).toBe(true);
          expect(lackedSkill(one, of)).toBeUndefined();
          expect(refusedMsAgo === null || refusedMsAgo >= restMs).toBe(true);
        }
        const able = people.filter((one) => conditionsOf(of, one).every(({ met }) => met));
        expect(chosen.length > 0).toBe(able.length > 0);
        if (of.queue.rules.selection === "broadcast") expect(chosen).toHaveLength(able.length);
        else expect(chosen.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("gives everybody who is not chosen his reason, and it is the first condition that does not hold", () => {
    fc.assert(
      fc.property(anyCase, floor, (of, people) => {
        const { chosen, reasons } = decide(of, people);
        expect(reasons.size + chosen.length).toBe(people.length);
        for (const one of people) {
          const reason = reasons.get(one.agent.userId);
          const obstacle = obstacleOf(of, one);
          expect(conditionsOf(of, one).find(({ met }) => !met)?.code).toBe(obstacle?.code);
          if (obstacle) expect(reason).toEqual(obstacle);
          else if (reason) expect(orderCodes).toContain(reason.code);
        }
      }),
    );
  });

  it("chooses the same person in whatever order they come", () => {
    fc.assert(
      fc.property(anyCase, floor, (of, people) => {
        expect(decide(of, people.toReversed()).chosen).toEqual(decide(of, people).chosen);
      }),
    );
  });

  it("asks those who have not refused first, then the lower number, whatever the selection", () => {
    fc.assert(
      fc.property(anyCase, floor, (of, people) => {
        const [first] = decide(of, people).chosen;
        const rankOf = ({ refusedMsAgo, member }: Candidate) =>
          Number(refusedMsAgo !== null) * 1_000 + (member?.priority ?? 999);
        const able = people.filter((one) => obstacleOf(of, one) === null);
        const chosen = able.find(({ agent: one }) => one.userId === first);
        if (chosen) expect(rankOf(chosen)).toBe(Math.min(...able.map(rankOf)));
      }),
    );
  });
});
