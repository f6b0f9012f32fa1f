import { answerTurn } from "./answer-turn.ts";
import { closeSilent } from "./close-silent.ts";
import type { AssistantDeps } from "./deps.ts";
import { claimTurns, markForgotten } from "./turns.ts";

/** Regular look, ms; a message of a customer wakes it at once. */
const tickMs = 1_000;
const tidyMs = 60_000;
/** Webhooks that may be asked at the same time. */
const mostAtOnce = 50;

/** Brings what customers write to their assistants: at once, and again when something failed or a server died. */
export function createWorker(deps: AssistantDeps) {
  let timer: NodeJS.Timeout | undefined;
  let tidyTimer: NodeJS.Timeout | undefined;
  let tidying: Promise<unknown> | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  let stopping = new AbortController();
  const under = new Set<Promise<void>>();

  const warn = (error: unknown) => deps.log.warn({ err: error }, "an assistant's turn could not be taken");

  async function look(): Promise<void> {
    const free = mostAtOnce - under.size;
    if (free <= 0) return;
    for (const id of await claimTurns(deps.pool, free)) {
      const turn = answerTurn(deps, id, stopping.signal).catch(warn);
      under.add(turn);
      void turn.finally(() => {
        under.delete(turn);
        // He may have written more meanwhile.
        wake();
      });
    }
  }

  function wake(): void {
    if (stopping.signal.aborted || timer === undefined) return;
    if (looking) {
      again = true;
      return;
    }
    looking = look()
      .catch(warn)
      .finally(() => {
        looking = null;
        if (!again) return;
        again = false;
        wake();
      });
  }

  /** What was not marked is found again, and what customers have left is ended; one failing keeps the other from nothing. */
  async function tidy(): Promise<void> {
    const found = await markForgotten(deps.pool).catch(warn);
    if (found) {
      deps.log.warn({ found }, "conversations of assistants were due and not marked");
      wake();
    }
    await closeSilent(deps).catch(warn);
  }

  return {
    wake,
    start() {
      stopping = new AbortController();
      timer = setInterval(wake, tickMs);
      tidyTimer = setInterval(() => {
        tidying ??= tidy().finally(() => {
          tidying = null;
        });
      }, tidyMs);
      wake();
    },
    /** Webhooks under way are let go; another server, or the next start, asks them again. */
    async stop() {
      clearInterval(timer);
      clearInterval(tidyTimer);
      timer = undefined;
      stopping.abort();
      await looking;
      await Promise.all(under);
      await tidying;
    },
  };
}
