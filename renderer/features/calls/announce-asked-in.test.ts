import { expect, it } from "vitest";
import { createSource } from "#renderer/platform/observable.ts";
import type { LiveCall } from "#shared/contract/calls.ts";
import { announceAskedIn } from "./announce-asked-in.ts";
import { createCallsStore, withCall } from "./calls-store.ts";
import { aCall, aLeg, theCustomer } from "./testing/a-call.ts";

function aDesk(isLeader = true) {
  const store = createCallsStore();
  const leads = createSource(isLeader);
  const told: string[] = [];
  const announcer = announceAskedIn(
    {
      myId: "tom",
      leads,
      ring() {
        told.push("ring");
        return () => told.push("quiet");
      },
      show: ({ id }) => told.push(`show ${id}`),
      hide: ({ id }) => told.push(`hide ${id}`),
    },
    store,
  );
  return { leads, told, announcer, hear: (call: LiveCall) => store.setState((now) => withCall(now, call)) };
}

const asked = (version: number, state: string, id = "call-1") =>
  aCall({
    id,
    version,
    legs: [theCustomer(), aLeg(), aLeg({ id: "leg-tom", userId: "tom", party: "consulted", state })],
  });

it("rings for a colleague's question until it is answered, declined or taken back", () => {
  for (const state of ["joined", "gone"]) {
    const { hear, told } = aDesk();
    hear(asked(1, "ringing"));
    hear(asked(2, "ringing"));
    hear(asked(3, state));
    expect(told).toEqual(["show call-1", "ring", "hide call-1", "quiet"]);
  }
});

it("rings in the window that leads, and can be stopped; the next one rings again", () => {
  const { hear, told, leads, announcer } = aDesk(false);
  hear(asked(1, "ringing"));
  expect(told).toEqual([]);
  leads.set(true);
  announcer.silence();
  hear(asked(2, "ringing"));
  expect(told).toEqual(["show call-1", "ring", "quiet"]);
  hear(asked(1, "ringing", "call-2"));
  expect(told.slice(3)).toEqual(["show call-2", "ring"]);
});
