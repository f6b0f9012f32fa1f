import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call, Leg } from "./call.ts";
import { type CallChange, changeMode, join, mute, newCall, place, ring, supervise } from "./change-call.ts";
import { whoHears } from "./who-hears.ts";
import { picturedAs, recordedAs } from "./who-is-recorded.ts";

const following = (call: Call, ...steps: ((call: Call) => CallChange)[]): Call =>
  steps.reduce((now, step) => {
    const result = step(now);
    if (!result.ok) throw new Error(result.because);
    return result.call;
  }, call);

const talk = following(
  newCall("call", { id: "customer", party: "customer", userId: null }),
  (call) => join(call, "customer"),
  (call) => ring(call, { id: "anna", party: "agent", userId: "anna" }),
  (call) => join(call, "anna"),
);

const anyLeg = (id: string): fc.Arbitrary<Leg> =>
  fc
    .record({
      party: fc.constantFrom("customer", "agent", "consulted", "supervisor"),
      state: fc.constantFrom("ringing", "joined", "gone"),
      place: fc.constantFrom("talk", "hold"),
      muted: fc.boolean(),
      mode: fc.constantFrom("listen", "whisper", "barge"),
      besideLegId: fc.constantFrom("a", "b", "c", "d", "e"),
      isOutside: fc.boolean(),
    } as const)
    .map(({ isOutside, mode, besideLegId, ...leg }) => ({
      ...leg,
      id,
      userId: leg.party === "customer" || isOutside ? null : id,
      phone: null,
      video: false,
      mode: leg.party === "supervisor" ? mode : null,
      besideLegId: leg.party === "supervisor" ? besideLegId : null,
      cause: null,
    }));
const anyCall: fc.Arbitrary<Call> = fc
  .tuple(...["a", "b", "c", "d", "e"].map(anyLeg))
  .map((legs) => ({ id: "call", legs, version: 1, cause: null }));

describe("what of a call is recorded", () => {
  it("is in the open only what a customer heard, or what was said with none there, and never a whisper", () =>
    fc.assert(
      fc.property(anyCall, (call) => {
        const matrix = whoHears(call);
        const heard = new Set(Object.values(matrix).flatMap(({ audio }) => audio));
        const recorded = recordedAs(call);
        expect(new Set(Object.keys(recorded))).toEqual(heard);
        const customers = call.legs.filter(({ party, state }) => party === "customer" && state === "joined");
        for (const leg of call.legs) {
          const as = recorded[leg.id];
          if (as !== undefined) expect(as === "customer").toBe(leg.party === "customer");
          if (as !== "staff") continue;
          expect(leg.mode).not.toBe("whisper");
          const isHeard = customers.some(({ id }) => matrix[id]?.audio.includes(leg.id));
          expect(isHeard || customers.length === 0).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    ));

  it("has the customer on one side and who serves him on the other", () =>
    expect(recordedAs(talk)).toEqual({ customer: "customer", anna: "staff" }));

  it("keeps a whisper apart, has who joins in on the staff's side, and nothing of who only listens", () => {
    const mode = (mode: "listen" | "whisper" | "barge") =>
      following(
        talk,
        (call) => supervise(call, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
        (call) => join(call, "sofia"),
        (call) => changeMode(call, "sofia", mode),
      );
    expect(recordedAs(mode("listen")).sofia).toBeUndefined();
    expect(recordedAs(mode("whisper")).sofia).toBe("aside");
    expect(recordedAs(mode("barge")).sofia).toBe("staff");
  });

  it("keeps apart what staff say among themselves while the customer is on hold, and has nothing of him", () => {
    const held = following(
      talk,
      (call) => place(call, "customer", "hold"),
      (call) => ring(call, { id: "bruno", party: "consulted", userId: "bruno" }),
      (call) => join(call, "bruno"),
    );
    expect(recordedAs(held)).toEqual({ anna: "aside", bruno: "aside" });
    const together = following(held, (call) => place(call, "customer", "talk"));
    expect(recordedAs(together)).toEqual({ customer: "customer", anna: "staff", bruno: "staff" });
  });

  it("has nothing of who is muted or who waits alone", () => {
    expect(recordedAs(following(talk, (call) => mute(call, "anna", true)))).toEqual({ customer: "customer" });
    const alone = following(newCall("call", { id: "customer", party: "customer", userId: null }), (call) =>
      join(call, "customer"),
    );
    expect(recordedAs(alone)).toEqual({});
  });
});

it("keeps of the staff's pictures only what the customer sees", () => {
  const withPictures = (call: Call): Call => ({
    ...call,
    legs: call.legs.map((leg) => ({ ...leg, video: true })),
  });
  const seen = (call: Call) => picturedAs(withPictures(call));
  expect(seen(talk)).toEqual({ customer: "customer", anna: "staff" });
  const listened = following(
    talk,
    (call) => supervise(call, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
    (call) => join(call, "sofia"),
  );
  expect(seen(listened)).toEqual({ customer: "customer", anna: "staff" });
  const consulting = following(
    talk,
    (call) => place(call, "customer", "hold"),
    (call) => ring(call, { id: "bruno", party: "consulted", userId: "bruno" }),
    (call) => join(call, "bruno"),
  );
  expect(seen(consulting)).toEqual({});
  expect(picturedAs(talk)).toEqual({});
});
