import type { ConversationDeps } from "./deps.ts";
import { createGoneSweep, createRingingSweep } from "./sweep-gone.ts";
import { sweepGroups } from "./sweep-groups.ts";
import { createParkedSweep } from "./sweep-parked.ts";

/** A customer who writes in a parked conversation waits no longer than this for it to be taken up, ms. */
const tickMs = 1_000;
/** Looks for people who have gone are rarer: minutes matter there, not seconds. */
const goneEvery = 5;

/** What happens to conversations by the clock: reminders, and agents who do not come back. Survives any crash. */
export function createConversationSweep(
  deps: Pick<ConversationDeps, "pool" | "news" | "log" | "wakeRouter">,
) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let ticks = 0;
  const sweepParked = createParkedSweep(deps);
  const sweepGone = createGoneSweep(deps);
  const sweepRinging = createRingingSweep(deps);

  /** Each for itself: one that cannot be done does not hold up the others. */
  const tried = (what: string, work: Promise<number>): Promise<number> =>
    work.catch((error: unknown) => {
      deps.log.warn({ err: error, what }, "conversations could not be looked at; again in a moment");
      return 0;
    });

  async function look(): Promise<void> {
    const parked = await tried("parked", sweepParked());
    const rang = await tried("ringing at nobody", sweepRinging());
    let gone = 0;
    if (ticks++ % goneEvery === 0) {
      gone += await tried("agents who are gone", sweepGone());
      gone += await tried("groups without people", sweepGroups(deps));
    }
    if (parked + rang + gone > 0) deps.wakeRouter();
  }

  function tick(): void {
    running ??= look().finally(() => {
      running = null;
    });
  }

  return {
    start() {
      timer = setInterval(tick, tickMs);
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
