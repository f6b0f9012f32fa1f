import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLeftAlone } from "./between-colleagues.ts";
import {
  agentLeg,
  type Call,
  type CallChange,
  join,
  leave,
  newCall,
  place,
  ring,
  stateOf,
  supervise,
  swap,
  takeOver,
  whoHears,
} from "./index.ts";

const people = ["anna", "bruno", "clara", "dario", "eva"];
const person = fc.constantFrom(...people);

/** What colleagues among themselves can do, in any order. */
const step: fc.Arbitrary<(call: Call) => CallChange> = fc.oneof(
  person.map((id) => (call: Call) => ring(call, { id, party: "consulted", userId: id })),
  person.map((id) => (call: Call) => join(call, id)),
  person.map((id) => (call: Call) => leave(call, id, "hung_up")),
  fc.tuple(person, fc.constantFrom("talk", "hold" as const)).map(
    ([id, to]) =>
      (call: Call) =>
        place(call, id, to),
  ),
  fc.constant((call: Call) => swap(call)),
  fc.tuple(person, person).map(
    ([id, beside]) =>
      (call: Call) =>
        supervise(call, { id: `${id}-watches`, userId: id, besideLegId: beside, mode: "whisper" }),
  ),
  person.map((id) => (call: Call) => join(call, `${id}-watches`)),
  person.map((id) => (call: Call) => takeOver(call, `${id}-watches`)),
);

const apply = (call: Call, change: (call: Call) => CallChange): Call => {
  const result = change(call);
  return result.ok ? result.call : call;
};
const rung = (...ids: string[]): Call =>
  ids
    .map((id) => (call: Call) => ring(call, { id, party: "consulted", userId: id }))
    .reduce(apply, newCall("call", { id: "anna", party: "agent", userId: "anna" }));
const then = (call: Call, ...steps: ((call: Call) => CallChange)[]): Call => steps.reduce(apply, call);
const stateOfLeg = (call: Call, id: string) => call.legs.find((leg) => leg.id === id)?.state;

/** Somebody to talk with for everybody who is in it, one owner, and no whisper but to the one it is for. */
function expectSound(call: Call): void {
  const here = call.legs.filter(({ state }) => state !== "gone");
  expect(here.length === 0).toBe(call.cause !== null);
  if (call.cause !== null) return;
  expect(isLeftAlone(call)).toBe(false);
  expect(here.filter(({ party }) => party === "agent")).toHaveLength(1);
  for (const [id, { audio }] of Object.entries(whoHears(call)))
    for (const leg of here.filter((one) => one.mode === "whisper" && audio.includes(one.id)))
      expect(id).toBe(leg.besideLegId);
}

describe("a call between colleagues", () => {
  it("never leaves anybody alone on the line, has one owner, and ends for all at once, whatever they do", () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: "max" }), (steps) => {
        let call = rung("bruno", "clara");
        for (const one of steps) {
          const before = call;
          call = apply(call, one);
          if (before.cause !== null) expect(call).toBe(before);
          expectSound(call);
        }
      }),
      { numRuns: 2_000 },
    ));

  it("is the first one's who answers; the others of the group are rung no longer", () => {
    const call = then(
      rung("bruno", "clara"),
      (now) => join(now, "anna"),
      (now) => join(now, "clara"),
    );
    expect(stateOf(call)).toBe("connected");
    expect([stateOfLeg(call, "bruno"), stateOfLeg(call, "clara")]).toEqual(["gone", "joined"]);
    expect(whoHears(call).anna?.audio).toEqual(["clara"]);
  });

  it("goes on ringing at the others when one declines, and ends when the last does", () => {
    const once = then(rung("bruno", "clara"), (now) => leave(now, "bruno", "declined"));
    expect([stateOf(once), once.cause]).toEqual(["ringing", null]);
    expect(then(once, (now) => leave(now, "clara", "no_answer")).cause).toBe("no_answer");
  });

  it("is handed on: who called and who was asked talk on when the one between them leaves", () => {
    const call = then(
      rung("bruno"),
      (now) => join(now, "anna"),
      (now) => join(now, "bruno"),
      (now) => place(now, "bruno", "hold"),
      (now) => ring(now, { id: "clara", party: "consulted", userId: "clara" }),
      (now) => join(now, "clara"),
    );
    expect(stateOf(call)).toBe("consulting");
    expect(whoHears(call).bruno).toEqual({ audio: [], video: [], music: true });
    const left = then(call, (now) => leave(now, "anna", "transferred"));
    expect([agentLeg(left)?.id, stateOf(left)]).toEqual(["bruno", "connected"]);
    expect(whoHears(left).clara?.audio).toEqual(["bruno"]);
    expect(then(left, (now) => leave(now, "clara", "hung_up")).cause).toBe("hung_up");
  });

  it("ends when who calls thinks better of it before anybody has answered", () => {
    expect(then(rung("bruno", "clara"), (now) => leave(now, "anna", "cancelled")).cause).toBe("cancelled");
  });
});
