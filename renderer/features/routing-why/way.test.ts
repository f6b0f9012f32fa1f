import { describe, expect, it } from "vitest";
import type { RoutingStep } from "#shared/contract/routing.ts";
import { decisionOf, wayOf } from "./way.ts";

const offer = (
  name: string,
  at: string,
  state: string,
  { broadcast = false, decision = null as unknown } = {},
) =>
  ({
    kind: "offer",
    at,
    offer: { user: { id: name, name }, state, broadcast, createdAt: at },
    from: null,
    decision,
  }) as RoutingStep;
const event = { kind: "event", at: "9:02", body: { kind: "reopened" } } as RoutingStep;
const told = (steps: RoutingStep[]) =>
  wayOf(steps).map((one) =>
    one.kind === "event" ? "event" : one.offers.map((step) => step.offer.user.name).join("+"),
  );

describe("the way of a conversation as it is shown", () => {
  it("has what rang at several desks at once as one step, with whoever accepted first", () => {
    const decision = { free: 3 };
    const steps = [
      offer("Ana", "9:00", "withdrawn", { broadcast: true }),
      offer("Luca", "9:00", "accepted", { broadcast: true, decision }),
      offer("Mia", "9:00", "withdrawn", { broadcast: true }),
    ];
    expect(told(steps)).toEqual(["Luca+Ana+Mia"]);
    expect(decisionOf(steps as never)).toBe(decision);
  });

  it("keeps rounds apart that are of other moments, of one desk each, or of which something came between", () => {
    const ring = (name: string, at: string) => offer(name, at, "expired", { broadcast: true });
    expect(told([ring("Ana", "9:00"), ring("Luca", "9:01"), event, ring("Mia", "9:01")])).toEqual([
      "Ana",
      "Luca",
      "event",
      "Mia",
    ]);
    expect(told([offer("Ana", "9:00", "expired"), offer("Ana", "9:00", "accepted")])).toEqual(["Ana", "Ana"]);
  });
});
