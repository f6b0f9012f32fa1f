import type { Logger } from "pino";
import { eachApart } from "./each-apart.ts";

interface TurnOptions {
  readonly log: Pick<Logger, "error">;
  /** What is done with each, for the log. */
  readonly what: string;
  /** So many are looked at in one round. */
  readonly most: number;
}

/** Where rounds are always full, they begin anew after so many. */
const mostRounds = 30;

/**
 * Does something with those who are due, so many in a round. Those with whom it could not be done are passed over until
 * everybody else has had his turn, or for some rounds, so that they keep nobody waiting, however many they are.
 */
export function createTurns({ log, what, most }: TurnOptions) {
  let passed: string[] = [];
  let rounds = 0;

  /** One round: `due` reads the next ones but these, `most` of them at most. Answers what was done with each. */
  return async <T extends { readonly id: string }, R>(
    due: (but: readonly string[], most: number) => Promise<readonly T[]>,
    work: (item: T) => Promise<R>,
  ): Promise<R[]> => {
    const items = await due(passed, most);
    const failed: string[] = [];
    const done = await eachApart(items, { log, what }, (item) =>
      work(item).catch((error: unknown) => {
        failed.push(item.id);
        throw error;
      }),
    );
    // Fewer than fit in: everybody has had his turn.
    const anew = items.length < most || ++rounds >= mostRounds;
    passed = anew ? [] : [...passed, ...failed];
    if (anew) rounds = 0;
    return done;
  };
}
