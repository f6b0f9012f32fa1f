import { type ProblemCode, problemOf, refusedFieldProblems } from "./http/errors.ts";
import { problemText } from "./i18n/index.ts";

/** Refusals of which the fields hold names or paths of names: those read the same in every language. */
const withNames: readonly ProblemCode[] = ["queue.overflow_loop", "queue.used_by_queues", "skill.asked_for"];

/** What went wrong, with the names that the server gave. */
export function refusalText(error: unknown): string {
  const code = problemOf(error);
  const names = withNames.includes(code) ? refusedFieldProblems(error) : [];
  return names.length > 0 ? `${problemText(code)} (${names.join(", ")})` : problemText(code);
}
