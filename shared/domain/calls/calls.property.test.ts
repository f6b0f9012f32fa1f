import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agentLeg,
  type Call,
  type CallChange,
  changeMode,
  end,
  giveTo,
  isHere,
  isInTalk,
  join,
  leave,
  mute,
  newCall,
  place,
  ring,
  stateOf,
  supervise,
  swap,
  takeOver,
  whoHears,
} from "./index.ts";

/** Everybody has two legs to come with, so that one can leave and come back. */
const legIds = [
  "customer",
  "anna",
  "bruno",
  "phone",
  "sofia",
  "marco",
  "anna2",
  "bruno2",
  "sofia2",
  "marco2",
];
const userOf = (id: string) => (id === "phone" || id === "customer" ? null : id.replace("2", ""));
const legId = fc.constantFrom(...legIds);
const mode = fc.constantFrom("listen", "whisper", "barge" as const);
const party = fc.constantFrom("agent", "consulted" as const);

/** What can happen to a call, in any order, sensible or not. */
const step: fc.Arbitrary<(call: Call) => CallChange> = fc.oneof(
  fc.tuple(legId, party).map(
    ([id, as]) =>
      (call: Call) =>
        ring(call, {
          ...{ id, party: id === "phone" ? ("consulted" as const) : as, userId: userOf(id), video: true },
          phone: id === "phone" ? "+39333" : null,
        }),
  ),
  legId.map((id) => (call: Call) => join(call, id)),
  legId.map((id) => (call: Call) => leave(call, id, "hung_up")),
  fc.tuple(legId, fc.constantFrom("talk", "hold" as const)).map(
    ([id, to]) =>
      (call: Call) =>
        place(call, id, to),
  ),
  fc.constant((call: Call) => swap(call)),
  fc.tuple(legId, fc.boolean()).map(
    ([id, off]) =>
      (call: Call) =>
        mute(call, id, off),
  ),
  fc.tuple(fc.constantFrom("sofia", "marco", "sofia2", "marco2", "bruno2"), legId, mode).map(
    ([id, beside, how]) =>
      (call: Call) =>
        supervise(call, { id, userId: userOf(id) ?? "", besideLegId: beside, mode: how }),
  ),
  fc.tuple(legId, mode).map(
    ([id, how]) =>
      (call: Call) =>
        changeMode(call, id, how),
  ),
  legId.map((id) => (call: Call) => takeOver(call, id)),
  fc
    .option(fc.constantFrom("anna", "bruno", "sofia", "eva"))
    .map(
      (userId) => (call: Call) =>
        giveTo(call, userId === null ? null : { userId, legId: `${userId}-${call.version}` }),
    ),
  fc.constant((call: Call) => (call.version > 12 ? end(call, "failed") : { ok: true as const, call })),
);

/** A call in which customer and agent talk, and then anything. */
const begun = (): Call =>
  [
    (call: Call) => join(call, "customer"),
    (call: Call) => ring(call, { id: "anna", party: "agent", userId: "anna" }),
    (call: Call) => join(call, "anna"),
  ].reduce(apply, newCall("call", { id: "customer", party: "customer", userId: null, video: true }));

const apply = (call: Call, change: (call: Call) => CallChange): Call => {
  const result = change(call);
  return result.ok ? result.call : call;
};

function always(holds: (call: Call, before: Call) => void) {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: "max" }), (steps) => {
      let call = begun();
      for (const one of steps) {
        const before = call;
        call = apply(call, one);
        holds(call, before);
      }
    }),
    { numRuns: 2_000 },
  );
}

const partyOf = (call: Call, id: string) => call.legs.find((leg) => leg.id === id);

describe("whatever happens to a call", () => {
  it("no customer and no outside number hears a supervisor who does not barge", () =>
    always((call) => {
      for (const leg of call.legs.filter(({ userId }) => userId === null))
        for (const source of whoHears(call)[leg.id]?.audio ?? []) {
          const from = partyOf(call, source);
          expect(from?.party !== "supervisor" || from.mode === "barge").toBe(true);
        }
    }));

  it("a whisper is heard by the one it is for, and by nobody else", () =>
    always((call) => {
      for (const source of call.legs.filter((leg) => isHere(leg) && leg.mode === "whisper"))
        for (const [id, heard] of Object.entries(whoHears(call)))
          if (heard.audio.includes(source.id)) expect(id).toBe(source.besideLegId);
    }));

  it("who is on hold hears music alone, and nobody hears or sees him", () =>
    always((call) => {
      const matrix = whoHears(call);
      for (const leg of call.legs.filter((one) => isHere(one) && one.place === "hold")) {
        expect(matrix[leg.id]).toEqual({ audio: [], video: [], music: true });
        for (const heard of Object.values(matrix))
          expect([...heard.audio, ...heard.video]).not.toContain(leg.id);
      }
    }));

  it("nobody hears himself, who is muted, who rings or who is gone", () =>
    always((call) => {
      for (const [id, heard] of Object.entries(whoHears(call))) {
        expect(partyOf(call, id)?.state).toBe("joined");
        for (const source of heard.audio) {
          expect(source).not.toBe(id);
          expect(partyOf(call, source)).toMatchObject({ state: "joined", muted: false });
        }
      }
    }));

  it("all who talk hear each other, so that nobody speaks into nothing", () =>
    always((call) => {
      const matrix = whoHears(call);
      const talking = call.legs.filter(isInTalk);
      for (const one of talking)
        for (const other of talking)
          if (one.id !== other.id && !other.muted) expect(matrix[one.id]?.audio).toContain(other.id);
    }));

  it("a customer hears music exactly while nobody talks with him", () =>
    always((call) => {
      for (const leg of call.legs.filter((one) => isHere(one) && one.party === "customer")) {
        const others = call.legs.filter((one) => one.id !== leg.id && isInTalk(one));
        expect(whoHears(call)[leg.id]?.music).toBe(leg.place === "hold" || others.length === 0);
      }
    }));

  it("a conversation that is handed on takes its call along, and leaves nobody behind", () =>
    always((call) => {
      const given = giveTo(call, { userId: "eva", legId: "eva-new" });
      if (call.cause !== null || !given.ok) return;
      expect(agentLeg(given.call)?.userId).toBe("eva");
      const waiting = giveTo(given.call, null);
      expect(waiting.ok && agentLeg(waiting.call)).toBeUndefined();
      const staff = waiting.ok ? waiting.call.legs.filter((leg) => leg.state !== "gone" && leg.userId) : [];
      expect(staff).toEqual([]);
    }));

  it("it has one owner, and ends once with a cause, and then nobody is on the line", () =>
    always((call, before) => {
      const owners = call.legs.filter(({ party: is, state }) => is === "agent" && state !== "gone");
      expect(owners.length).toBeLessThanOrEqual(1);
      if (before.cause !== null) expect(call).toBe(before);
      if (call.cause === null) return;
      expect(stateOf(call)).toBe("ended");
      expect(call.legs.every(({ state, cause }) => state === "gone" && cause !== null)).toBe(true);
      expect(whoHears(call)).toEqual({});
    }));

  it("no supervisor stays beside somebody who is gone", () =>
    always((call) => {
      for (const leg of call.legs.filter(({ party: is, state }) => is === "supervisor" && state !== "gone"))
        expect(partyOf(call, leg.besideLegId ?? "")?.state).not.toBe("gone");
    }));

  it("its version grows with every change, and doing a thing twice changes nothing", () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30, size: "max" }), step, (steps, last) => {
        const call = steps.reduce(apply, begun());
        const once = apply(call, last);
        if (once !== call) expect(once.version).toBe(call.version + 1);
        const twice = apply(once, last);
        // To swap twice is to come back: the one change that is no state to be in.
        if (stateOf(once) !== "consulting") expect(twice).toBe(once);
      }),
    ));
});

describe("the state people are told", () => {
  const talking = begun();
  const after = (...steps: ((call: Call) => CallChange)[]) => stateOf(steps.reduce(apply, talking));
  const consult = [
    (call: Call) => place(call, "customer", "hold"),
    (call: Call) => ring(call, { id: "bruno", party: "consulted", userId: "bruno" }),
    (call: Call) => join(call, "bruno"),
  ];

  it.each([
    ["connected", []],
    ["held", consult.slice(0, 1)],
    ["consulting", consult.slice(0, 2)],
    ["consulting", consult],
    ["consulting", [...consult, swap]],
    ["conference", [...consult, (call: Call) => place(call, "customer", "talk")]],
    ["connected", [...consult, (call: Call) => leave(call, "anna", "transferred")]],
    ["ended", [(call: Call) => leave(call, "customer", "hung_up")]],
    ["ended", [(call: Call) => leave(call, "anna", "hung_up")]],
  ] as const)("is %s", (state, steps) => expect(after(...steps)).toBe(state));

  it("a colleague who is left with the customer owns the call, and the customer is off hold", () => {
    const call = [...consult, (now: Call) => leave(now, "anna", "transferred")].reduce(apply, talking);
    expect(agentLeg(call)?.id).toBe("bruno");
    expect(whoHears(call).customer).toEqual({ audio: ["bruno"], video: [], music: false });
  });

  it("an agent who declines leaves a customer who waits, for whom somebody else can be rung", () => {
    const waiting = [
      (now: Call) => join(now, "customer"),
      (now: Call) => ring(now, { id: "anna", party: "agent", userId: "anna" }),
      (now: Call) => leave(now, "anna", "declined"),
    ].reduce(apply, newCall("call", { id: "customer", party: "customer", userId: null }));
    expect([stateOf(waiting), waiting.cause]).toEqual(["ringing", null]);
    expect(ring(waiting, { id: "bruno", party: "agent", userId: "bruno" }).ok).toBe(true);
  });

  it("a supervisor who takes over owns the call, and the agent is gone", () => {
    const call = [
      (now: Call) => supervise(now, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "whisper" }),
      (now: Call) => join(now, "sofia"),
      (now: Call) => takeOver(now, "sofia"),
    ].reduce(apply, talking);
    expect([agentLeg(call)?.id, partyOf(call, "anna")?.state]).toEqual(["sofia", "gone"]);
    expect(whoHears(call).customer?.audio).toEqual(["sofia"]);
  });
});
