import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Call,
  type CallChange,
  join,
  leave,
  newCall,
  place,
  ring,
  type SupervisorMode,
  staffView,
  supervise,
  supervisorModes,
} from "./index.ts";

type Step = (call: Call) => CallChange;
const apply = (call: Call, step: Step): Call => {
  const result = step(call);
  return result.ok ? result.call : call;
};
const rank = (mode: SupervisorMode) => supervisorModes.indexOf(mode);

/** Anna talks with a customer and has asked Bruno. */
const begun = (): Call =>
  [
    (call: Call) => join(call, "customer"),
    (call: Call) => ring(call, { id: "anna", party: "agent", userId: "anna" }),
    (call: Call) => join(call, "anna"),
    (call: Call) => place(call, "customer", "hold"),
    (call: Call) => ring(call, { id: "bruno", party: "consulted", userId: "bruno" }),
  ].reduce(apply, newCall("call", { id: "customer", party: "customer", userId: null }));

const ofStaff: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom("customer", "bruno").map((id) => (call: Call) => leave(call, id, "hung_up")),
  fc.constant((call: Call) => join(call, "bruno")),
  fc.tuple(fc.constantFrom("customer", "bruno"), fc.constantFrom("talk", "hold" as const)).map(
    ([id, to]) =>
      (call: Call) =>
        place(call, id, to),
  ),
);
const supervisor = fc.constantFrom("sofia", "marco");
const comesIn = (modes: readonly SupervisorMode[], beside: readonly string[]): fc.Arbitrary<Step> =>
  fc.tuple(supervisor, fc.constantFrom(...modes), fc.constantFrom(...beside)).map(
    ([id, mode, by]) =>
      (call: Call) =>
        supervise(call, { id, userId: id, besideLegId: by, mode }),
  );
const comesOrGoes: fc.Arbitrary<Step> = fc.oneof(
  supervisor.map((id) => (call: Call) => join(call, id)),
  supervisor.map((id) => (call: Call) => leave(call, id, "hung_up")),
);
const storyOf = (...steps: fc.Arbitrary<{ step: Step; hidden: boolean }>[]) =>
  fc.array(fc.oneof(...steps), { maxLength: 40, size: "max" });
const shown = (step: fc.Arbitrary<Step>) => step.map((one) => ({ step: one, hidden: false }));
const hidden = (step: fc.Arbitrary<Step>) => step.map((one) => ({ step: one, hidden: true }));

describe("whom the staff in a call see", () => {
  it.each([
    ["whisper", ["listen"], ["anna", "bruno"]],
    ["barge", ["listen", "whisper"], ["anna", "bruno"]],
    // Who whispers to a colleague is no news to the agent.
    ["whisper", ["listen", "whisper"], ["bruno"]],
  ] as const)(
    "shown from %s on, those who %j beside %j change nothing for the agent, come and go as they may",
    (from, modes, beside) =>
      fc.assert(
        fc.property(storyOf(shown(ofStaff), hidden(comesIn(modes, beside)), hidden(comesOrGoes)), (story) => {
          const all = story.reduce((call, { step }) => apply(call, step), begun());
          const without = story
            .filter((one) => !one.hidden)
            .reduce((call, { step }) => apply(call, step), begun());
          expect(staffView(all, "anna", from)).toEqual(staffView(without, "anna", from));
        }),
        { numRuns: 500 },
      ),
  );

  it("an agent sees who is there from the chosen mode on; supervisors see each other; who has left sees himself alone", () =>
    fc.assert(
      fc.property(
        storyOf(shown(ofStaff), hidden(comesIn(supervisorModes, ["anna"])), hidden(comesOrGoes)),
        fc.constantFrom(...supervisorModes),
        (story, from) => {
          const call = story.reduce((now, { step }) => apply(now, step), begun());
          const there = call.legs.filter(({ party, state }) => party === "supervisor" && state !== "gone");
          const seenBy = (userId: string) =>
            staffView(call, userId, from).legs.filter(({ party }) => party === "supervisor");
          if (call.cause === null)
            expect(seenBy("anna")).toEqual(there.filter(({ mode }) => rank(mode ?? "listen") >= rank(from)));
          for (const { userId } of there)
            for (const one of there) expect(seenBy(userId ?? "")).toContainEqual(one);
          const gone = staffView(leaveAll(call, "bruno"), "bruno", from);
          expect(gone.legs.every(({ userId }) => userId === "bruno")).toBe(true);
        },
      ),
      { numRuns: 500 },
    ));
});

const leaveAll = (call: Call, id: string): Call => apply(call, (now) => leave(now, id, "hung_up"));
