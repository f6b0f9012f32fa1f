import type { Logger } from "pino";

/** Longest graceful stop, ms. */
const patience = 9_500;

/** Stops on the first SIGTERM or SIGINT; a second one, or a stop that takes too long, ends the process at once. */
export function stopOnSignals(starting: Promise<{ stop(): Promise<void> }>, log: Logger): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) {
      log.warn({ signal }, "second signal: leaving at once");
      process.exit(1);
    }
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({}, "the stop took too long: leaving at once");
      process.exit(1);
    }, patience).unref();
    starting
      .then((server) => server.stop())
      .then(() => process.exit(0))
      .catch(() => process.exit(1));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
