import type { RoutingStep } from "#shared/contract/routing.ts";

type OfferStep = Extract<RoutingStep, { kind: "offer" }>;
type EventStep = Extract<RoutingStep, { kind: "event" }>;

/** A step as it is shown: what rang at several desks at once is one. */
export type WayStep =
  | { readonly kind: "event"; readonly step: EventStep }
  | { readonly kind: "round"; readonly at: string; readonly offers: readonly OfferStep[] };

const sameRound = (one: OfferStep, other: OfferStep): boolean =>
  one.offer.broadcast && other.offer.broadcast && one.offer.createdAt === other.offer.createdAt;

/** The way with the offers of a broadcast together; of these whoever accepted stands first. */
export function wayOf(steps: readonly RoutingStep[]): WayStep[] {
  const way: WayStep[] = [];
  for (const step of steps) {
    const last = way.at(-1);
    if (step.kind === "event") way.push({ kind: "event", step });
    else if (last?.kind === "round" && last.offers.every((one) => sameRound(one, step)))
      way[way.length - 1] = { ...last, offers: [...last.offers, step].sort(acceptedFirst) };
    else way.push({ kind: "round", at: step.at, offers: [step] });
  }
  return way;
}

const acceptedFirst = (one: OfferStep, other: OfferStep): number =>
  Number(other.offer.state === "accepted") - Number(one.offer.state === "accepted");

/** The decision of a round; it is kept with one offer of it. */
export const decisionOf = (offers: readonly OfferStep[]) =>
  offers.find(({ decision }) => decision !== null)?.decision ?? null;

export type { EventStep, OfferStep };
