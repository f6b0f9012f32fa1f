import { type ErrorCode, isErrorCode } from "#shared/errors/catalogue.ts";

/** What can go wrong as a person sees it: the catalogue, and two things no server can tell. */
export type ProblemCode = ErrorCode | "network" | "timeout";

/** The code of anything that was thrown; what nobody foresaw is `internal`. */
export function problemOf(error: unknown): ProblemCode {
  const code = (error as { code?: unknown } | null)?.code;
  if (isErrorCode(code)) return code;
  const name = (error as { name?: unknown } | null)?.name;
  if (name === "AbortError" || name === "TransportFailure") return "timeout";
  if (error instanceof TypeError) return "network";
  return "internal";
}

/** The fields that the server refused, by their own names: the last part of where they stood in what was sent. */
export function refusedFields(error: unknown): string[] {
  const fields = (error as { data?: { fields?: unknown } } | null)?.data?.fields;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap(({ field }: { field?: unknown }) =>
    typeof field === "string" ? (field.split(".").at(-1) ?? []) : [],
  );
}

/** What the server said of each refused field. */
export function refusedFieldProblems(error: unknown): string[] {
  const fields = (error as { data?: { fields?: unknown } } | null)?.data?.fields;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap(({ problem }: { problem?: unknown }) => (typeof problem === "string" ? problem : []));
}

/** Worth trying again by itself: the server was not reached, or said it is busy. */
export const isPassing = (code: ProblemCode) =>
  code === "network" || code === "timeout" || code === "server.busy";

/** The session is over: only signing in again helps. */
export const isSessionOver = (code: ProblemCode) => code === "session.required" || code === "session.ended";
