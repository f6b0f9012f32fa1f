import type { Logger } from "pino";

interface SweepOptions {
  readonly everyMs: number;
  readonly log: Pick<Logger, "warn">;
  /** What is swept, for the log. */
  readonly what: string;
  readonly run: () => Promise<unknown>;
}

/** A regular look at what is due. One run at a time, so that a slow database is not asked ever more; the stop waits for it. */
export function createSweep({ everyMs, log, what, run }: SweepOptions) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;

  const look = () => {
    running ??= run()
      .catch((error: unknown) => log.warn({ err: error, what }, "a sweep failed; it looks again in a moment"))
      .finally(() => {
        running = null;
      });
  };

  return {
    start() {
      timer = setInterval(look, everyMs);
      look();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
