import { expect, it } from "vitest";
import {
  agentLeg,
  type Call,
  type CallChange,
  customerView,
  hearEarly,
  join,
  leave,
  newCall,
  place,
  ring,
  stateOf,
  supervise,
  whoHears,
} from "./index.ts";

const after = (...steps: ((call: Call) => CallChange)[]): Call =>
  steps.reduce(
    (call, step) => {
      const result = step(call);
      return result.ok ? result.call : call;
    },
    newCall("call", { id: "customer", party: "customer", userId: null, phone: "+39333" }),
  );

const talking = [
  (call: Call) => ring(call, { id: "anna", party: "agent", userId: "anna" }),
  (call: Call) => join(call, "anna"),
];
const outside = (takesOver: boolean) => (call: Call) =>
  ring(call, { id: "outside", party: "consulted", userId: null, phone: "+39444", takesOver });
const supervised = [
  (call: Call) => supervise(call, { id: "sofia", userId: "sofia", besideLegId: "anna", mode: "listen" }),
  (call: Call) => join(call, "sofia"),
];

it("before a telephone is answered its agent hears its network, it hears nothing, and the customer nothing of it", () => {
  const call = after(...talking, ...supervised, (now) => hearEarly(now, "customer"));
  expect(stateOf(call)).toBe("ringing");
  expect(whoHears(call).anna?.audio).toEqual(["customer"]);
  expect(whoHears(call).customer).toBeUndefined();
  const answered = after(
    ...talking,
    (now) => hearEarly(now, "customer"),
    (now) => join(now, "customer"),
  );
  expect(stateOf(answered)).toBe("connected");
  const consulting = after(
    ...talking,
    (now) => join(now, "customer"),
    outside(false),
    (now) => hearEarly(now, "outside"),
  );
  expect(whoHears(consulting).customer?.audio).toEqual(["anna"]);
  expect(whoHears(consulting).anna?.audio).toEqual(["customer", "outside"]);
});

it("an agent who leaves a customer with a telephone outside is out, and so are his supervisors; the two talk on", () => {
  const call = after(
    ...talking,
    (now) => join(now, "customer"),
    ...supervised,
    (now) => place(now, "customer", "hold"),
    outside(false),
    (now) => join(now, "outside"),
    (now) => leave(now, "anna", "transferred"),
  );
  expect(call.legs.filter(({ state }) => state !== "gone").map(({ id }) => id)).toEqual([
    "customer",
    "outside",
  ]);
  expect(whoHears(call).customer?.audio).toEqual(["outside"]);
  expect(agentLeg(call)?.userId).toBeNull();
  expect(customerView({ call, direction: "inbound", recording: null })).toMatchObject({
    state: "connected",
    agentUserId: null,
  });
  const over = leave(call, "outside", "hung_up");
  expect(over.ok && stateOf(over.call)).toBe("ended");
});

it("a telephone to which the customer is handed takes him over when it answers; when it does not, the agent has him", () => {
  const before = [...talking, (now: Call) => join(now, "customer"), outside(true)];
  const answered = after(...before, (now) => join(now, "outside"));
  expect(answered.legs.find(({ id }) => id === "anna")).toMatchObject({
    state: "gone",
    cause: "transferred",
  });
  expect(answered.version).toBe(after(...before).version + 1);
  const refused = after(...before, (now) => leave(now, "outside", "busy"));
  expect([stateOf(refused), agentLeg(refused)?.id]).toEqual(["connected", "anna"]);
  const waiting = after(
    ...talking,
    (now) => join(now, "customer"),
    (now) => place(now, "customer", "hold"),
    outside(true),
    (now) => leave(now, "outside", "busy"),
  );
  expect(whoHears(waiting).customer?.audio).toEqual(["anna"]);
});
