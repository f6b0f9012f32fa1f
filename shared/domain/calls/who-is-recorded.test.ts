import { describe, expect, it } from "vitest";
import type { Call } from "./call.ts";
import { type CallChange, changeMode, join, mute, newCall, place, ring, supervise } from "./change-call.ts";
import { recordedAs } from "./who-is-recorded.ts";

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

describe("what of a call is recorded", () => {
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
