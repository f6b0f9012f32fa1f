import { describe, expect, it } from "vitest";
import { colleaguesIn, waysOf } from "./call-words.ts";
import { aCall, aLeg, theCustomer } from "./testing/a-call.ts";

const ana = aLeg();
const tom = (part = {}) => aLeg({ id: "leg-tom", userId: "tom", name: "Tom", party: "consulted", ...part });
const ways = (...others: ReturnType<typeof aLeg>[]) => waysOf(aCall({ legs: [ana, ...others] }), ana);

describe("what an agent can do with a call", () => {
  it("holds the customer or asks a colleague while they talk alone", () => {
    expect(ways(theCustomer())).toMatchObject({
      hold: { party: "customer" },
      consults: true,
      swaps: false,
      handsOver: false,
      endsForMany: false,
    });
  });

  it("can only take the question back while the colleague rings", () => {
    expect(ways(theCustomer({ place: "hold" }), tom({ state: "ringing" }))).toMatchObject({
      consults: false,
      colleague: { name: "Tom" },
      swaps: false,
      handsOver: false,
    });
  });

  it("swaps, brings together and hands over while the colleague talks and the customer waits", () => {
    expect(ways(theCustomer({ place: "hold" }), tom())).toMatchObject({
      hold: undefined,
      swaps: true,
      together: { party: "customer" },
      handsOver: true,
      endsForMany: true,
    });
  });

  it("leaves the customer to somebody outside, but no colleague", () => {
    const outside = tom({ userId: null, phone: "+39333", name: "+39 333" });
    const call = (part: object) => aCall({ legs: [theCustomer({ place: "hold" }), ana, outside], ...part });
    expect(waysOf(call({}), ana).handsOver).toBe(true);
    expect(waysOf(call({ direction: "internal" }), ana).handsOver).toBe(false);
  });

  it("holds the customer again in a conference", () => {
    expect(ways(theCustomer(), tom())).toMatchObject({ hold: { party: "customer" }, swaps: false });
  });

  it("has none of it when the call is a colleague's", () => {
    const call = aCall({ legs: [theCustomer(), ana, tom()] });
    expect(waysOf(call, tom())).toMatchObject({ consults: false, swaps: false, handsOver: false });
  });
});

describe("beside whom a supervisor can be", () => {
  it("the agent and the colleague who talks with him; no customer, no other supervisor, and nobody who only rings", () => {
    const sofia = aLeg({ id: "leg-sofia", userId: "sofia", name: "Sofia", party: "supervisor" });
    const names = (...legs: ReturnType<typeof aLeg>[]) =>
      colleaguesIn(aCall({ legs })).map(({ name }) => name);
    expect(names(theCustomer(), tom(), sofia, ana)).toEqual([ana.name, "Tom"]);
    expect(names(theCustomer(), tom({ state: "ringing" }), sofia, ana)).toEqual([ana.name]);
  });
});
