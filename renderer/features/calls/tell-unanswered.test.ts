import { expect, it } from "vitest";
import type { LiveCall } from "#shared/contract/calls.ts";
import { createCallsStore, learnCall } from "./calls-store.ts";
import { tellUnanswered } from "./tell-unanswered.ts";

const leg = (id: string, given: object) => ({
  ...{ id, userId: null, phone: null, name: "", state: "joined", rings: false, place: "talk", muted: false },
  ...{ video: false, mode: null, besideLegId: null, cause: null, ...given },
});
const ana = leg("ana", { party: "agent", userId: "ana", name: "Ana" });
const aCall = (version: number, given: object) =>
  ({
    id: "call",
    version,
    mediaEpoch: 0,
    direction: "outbound",
    state: "ringing",
    cause: null,
    ...given,
  }) as never;

function told() {
  const store = createCallsStore();
  const said: string[] = [];
  const leads = { get: () => true };
  tellUnanswered({ myId: "ana", leads, say: (cause, who) => said.push(`${who}: ${cause}`) }, store);
  return { said, learn: (call: LiveCall) => learnCall(call, store) };
}
const customer = { party: "customer", name: "João", phone: "+39333" };

it("says once why a number that was called has not answered", () => {
  const { said, learn } = told();
  learn(aCall(1, { legs: [ana, leg("c", { ...customer, state: "ringing" })] }));
  const over = { state: "ended", cause: "busy" };
  learn(aCall(2, { ...over, legs: [ana, leg("c", { ...customer, state: "gone", cause: "busy" })] }));
  learn(aCall(2, { ...over, legs: [ana, leg("c", { ...customer, state: "gone", cause: "busy" })] }));
  expect(said).toEqual(["João: busy"]);
});

it("says it of a number that was consulted, by the number, and nothing of who hung up or was given up", () => {
  const { said, learn } = told();
  const outside = { party: "consulted", phone: "+39444" };
  const inbound = { direction: "inbound", state: "consulting" };
  const here = leg("c", customer);
  learn(aCall(1, { ...inbound, legs: [ana, here, leg("o", { ...outside, state: "ringing" })] }));
  learn(
    aCall(2, {
      ...inbound,
      legs: [ana, here, leg("o", { ...outside, state: "gone", cause: "no_such_number" })],
    }),
  );
  learn(aCall(3, { ...inbound, legs: [ana, here, leg("p", { ...outside, state: "ringing" })] }));
  learn(
    aCall(4, { ...inbound, legs: [ana, here, leg("p", { ...outside, state: "gone", cause: "hung_up" })] }),
  );
  expect(said).toEqual(["+39444: no_such_number"]);
});
