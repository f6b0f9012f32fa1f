import { describe, expect, it } from "vitest";
import { createSource } from "#renderer/platform/observable.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { createFakeClock } from "#shared/sync/testing/fake-clock.ts";
import { createCallCarrier } from "./call-carrier.ts";
import { createCallsStore, withCall, withCallList } from "./calls-store.ts";
import type { CarriedCall } from "./carried-call.ts";
import { aCall, aLeg, theCustomer } from "./testing/a-call.ts";

/** One of Ana's windows. */
function aWindow({ before = [] as string[], front = false, leader = false } = {}) {
  const clock = createFakeClock();
  const store = createCallsStore();
  const told: string[] = [];
  let kept: readonly string[] = before;
  const carrier = createCallCarrier(
    {
      myId: "ana",
      clock,
      kept: {
        read: () => kept,
        write(ids) {
          kept = ids;
        },
      },
      isFront: () => front,
      leads: createSource(leader),
      carry({ call, takesOver }) {
        told.push(`${takesOver ? "take over" : "carry"} ${call.id}`);
        return {
          media: { link: { takeOver: () => told.push(`take over ${call.id}`) } },
          follow: (now: LiveCall) => told.push(`follow ${now.version}`),
          close: () => told.push("close"),
        } as unknown as CarriedCall;
      },
    },
    store,
  );
  return {
    carrier,
    clock,
    told,
    kept: () => kept,
    hear: (call: LiveCall) => store.setState((state) => withCall(state, call)),
    list: (calls: LiveCall[]) =>
      store.setState((state) => withCallList(state, calls, new Set(Object.keys(state.byId)))),
  };
}

const ringing = (part: { readonly [K in keyof LiveCall]?: unknown } = {}) =>
  aCall({ state: "ringing", legs: [theCustomer(), aLeg({ state: "ringing" })], ...part });

describe("the window that has a call's sound", () => {
  it("is the one in which it was answered, whichever comes first: the click or the news", async () => {
    for (const newsFirst of [true, false]) {
      const { carrier, hear, told } = aWindow();
      if (newsFirst) hear(ringing());
      carrier.answeredHere({ conversationId: "conversation-1" });
      if (!newsFirst) hear(ringing());
      expect(told).toEqual(["carry call-1"]);
    }
  });

  it("is no other one, while that one connects", async () => {
    const { hear, told, clock } = aWindow({ front: true, leader: true });
    hear(ringing());
    await clock.advance(500);
    hear(aCall({ version: 2 }));
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });

  it("is the one in front, or else the one that leads, when no click has decided it", async () => {
    const front = aWindow({ front: true });
    front.hear(ringing());
    await front.clock.advance(800);
    const leader = aWindow({ leader: true });
    leader.hear(ringing());
    await leader.clock.advance(800);
    expect([front.told, leader.told]).toEqual([["carry call-1"], []]);
    await leader.clock.advance(2_000);
    expect(leader.told).toEqual(["carry call-1"]);
  });

  it("is the same after it was reloaded, and another one only when the person takes it over there", () => {
    const reloaded = aWindow({ before: ["call-1"] });
    reloaded.list([aCall()]);
    const other = aWindow();
    other.list([aCall()]);
    other.carrier.takeOver("call-1");
    expect([reloaded.told, other.told]).toEqual([["carry call-1"], ["take over call-1"]]);
  });

  it("does not bring a colleague's question into the room before it is answered", async () => {
    const { carrier, hear, told, clock } = aWindow({ front: true, leader: true });
    const asked = ringing({ legs: [theCustomer(), aLeg({ party: "consulted", state: "ringing" })] });
    hear(asked);
    await clock.advance(10_000);
    expect(told).toEqual([]);
    carrier.answeredHere({ callId: asked.id });
    expect(told).toEqual(["carry call-1"]);
  });

  it("lets it go when the call has ended, when she has left it, or when it was over while nobody could tell", () => {
    const ends: ((one: ReturnType<typeof aWindow>) => void)[] = [
      ({ hear }) => hear(aCall({ version: 3, state: "ended" })),
      ({ hear }) => hear(aCall({ version: 3, legs: [theCustomer(), aLeg({ state: "gone" })] })),
      ({ list }) => list([]),
    ];
    for (const end of ends) {
      const one = aWindow();
      one.carrier.answeredHere({ callId: "call-1" });
      one.hear(aCall());
      one.hear(aCall({ version: 2 }));
      end(one);
      expect(one.told).toEqual(["carry call-1", "follow 2", "close"]);
      expect([one.carrier.carried.get().size, one.kept()]).toEqual([0, []]);
    }
  });

  it("hears that the engine was lost, though nothing else about the call has changed", () => {
    const { carrier, hear, told } = aWindow();
    carrier.answeredHere({ callId: "call-1" });
    hear(aCall());
    hear(aCall({ mediaEpoch: 1 }));
    hear(aCall());
    expect(told).toEqual(["carry call-1", "follow 1"]);
  });
});
