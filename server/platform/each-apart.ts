import type { Logger } from "pino";

interface ApartOptions {
  readonly log: Pick<Logger, "error">;
  /** What is done with each, for the log. */
  readonly what: string;
}

/** Which one it was, and nothing of what is in it: rows hold names and telephone numbers, and a log is read by many. */
function named(item: unknown): unknown {
  if (Array.isArray(item)) return named(item[0]);
  if (typeof item !== "object" || item === null) return item;
  const ids = Object.entries(item).filter(
    ([key, value]) => typeof value === "string" && /^id$|Id$/.test(key),
  );
  const { call } = item as { readonly call?: unknown };
  return { ...Object.fromEntries(ids), ...(call !== undefined && { call: named(call) }) };
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
      log.error(
        { err: error, what, item: named(item) },
        "one could not be done; it is tried again in a moment",
      );
    }
  }
  return done;
}
