import type { Author, EventBody } from "#shared/contract/conversation-events.ts";
import type { OfferTrail } from "#shared/contract/offers.ts";

/** An entry of a conversation's log that moved it. */
export interface Move {
  readonly seq: number;
  readonly at: Date;
  readonly author: Author;
  readonly body: EventBody;
}

/** An offer as its way tells it. */
export interface Asked {
  readonly trail: OfferTrail;
  readonly fromUserId: string | null;
}

type Step<A extends Asked> =
  | { readonly kind: "offer"; readonly at: string; readonly asked: A }
  | { readonly kind: "event"; readonly at: string; readonly move: Move };

/** An offer that a colleague made stands in the log a moment after it was made, in the same transaction. */
const sameMs = 5_000;

/** Whether the entry says of an acceptance what its offer says already. */
const isAcceptance = ({ body, at }: Move, accepted: readonly OfferTrail[]): boolean =>
  body.kind === "assigned" &&
  accepted.some(({ user, endedAt }) => {
    const since = at.getTime() - Date.parse(endedAt ?? "");
    return user.id === body.agent.id && since >= 0 && since < sameMs;
  });

/** Whether the next entry says the same, and why. */
const isSaidAgain = ({ body, seq }: Move, moves: readonly Move[]): boolean =>
  body.kind === "transferred" &&
  moves.some((next) => next.seq === seq + 1 && next.body.kind === "noted" && next.body.what === "returned");

/** When a step stands in the way: a direct offer just behind what says that it was handed over. */
function placeOf({ trail, fromUserId }: Asked, moves: readonly Move[]): number {
  const made = Date.parse(trail.createdAt);
  if (fromUserId === null) return made;
  const said = moves.find(
    ({ at, body }) =>
      at.getTime() >= made &&
      at.getTime() - made < sameMs &&
      (body.kind === "transferred" || (body.kind === "noted" && body.what === "bounced_back")),
  );
  return said?.at.getTime() ?? made;
}

/** The way of a conversation, the oldest step first: what an offer says the log does not say again. */
export function stepsOf<A extends Asked>(asked: readonly A[], moves: readonly Move[]): Step<A>[] {
  const accepted = asked.map(({ trail }) => trail).filter(({ state }) => state === "accepted");
  const told = moves.filter((move) => !isAcceptance(move, accepted) && !isSaidAgain(move, moves));
  const steps = [
    ...told.map((move) => ({
      place: move.at.getTime(),
      step: { kind: "event" as const, at: move.at.toISOString(), move },
    })),
    ...asked.map((one) => ({
      place: placeOf(one, moves),
      step: { kind: "offer" as const, at: one.trail.createdAt as string, asked: one },
    })),
  ];
  return steps.sort((a, b) => a.place - b.place).map(({ step }) => step);
}
