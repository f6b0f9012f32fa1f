import type { Logger } from "pino";

interface ApartOptions {
  readonly log: Pick<Logger, "error">;
  /** What is done with each, for the log. */
  readonly what: string;
}

/**
 * Does something with each, one after another. One that cannot be done is logged and left: it must not keep the others
 * waiting. Answers what was done with the rest.
 */
export async function eachApart<T, R>(
  items: readonly T[],
  { log, what }: ApartOptions,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) {
    try {
      done.push(await work(item));
    } catch (error) {
      log.error({ err: error, what, item }, "one could not be done; it is tried again in a moment");
    }
  }
  return done;
}
