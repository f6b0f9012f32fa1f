import { AppError } from "#shared/errors/app-error.ts";

const passing = new Set(["40P01", "40001", "23505", "55P03"]);
const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08003",
  "08006",
  "08001",
  "53300",
  // A standby answers: the primary is being replaced.
  "25006",
]);

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";

const connectionWords =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|cannot use a pool after/i;

/** The database refuses the values themselves (SQLSTATE classes 22 and 23): nothing was written. */
export const isFaultOfData = (error: unknown): boolean => /^2[23]...$/.test(codeOf(error));

/** The database was not there, or went away: nobody can say whether the statement was carried out. */
export function isUnreachable(error: unknown): boolean {
  for (let seen: unknown = error; seen instanceof Error; seen = seen.cause) {
    if (unreachable.has(codeOf(seen)) || connectionWords.test(seen.message)) return true;
  }
  return false;
}

/**
 * A database that is away is foreseen, wherever it is missed: what was asked can be asked again. A missing file has
 * the same code as a missing socket, so that one counts only when a connection was tried.
 */
export function foreseen(error: unknown): unknown {
  if (error instanceof AppError || !isUnreachable(error) || isMissingFile(error)) return error;
  return new AppError("server.busy", {}, { cause: error });
}

const isMissingFile = (error: unknown): boolean =>
  codeOf(error) === "ENOENT" && (error as NodeJS.ErrnoException).syscall !== "connect";

/** A deadlock, a serialisation failure or a lost race for a unique key: the same again will go through. */
export function isPassing(error: unknown): boolean {
  for (let seen: unknown = error; seen instanceof Error; seen = seen.cause) {
    if (passing.has(codeOf(seen))) return true;
  }
  return false;
}

/**
 * Runs work that is safe to repeat, and repeats it when the database says that a repetition will help.
 * Throws `server.busy` when the database cannot be reached: clients keep the command and send it again.
 */
export async function withRetry<T>(work: () => Promise<T>, attempts = 6): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (isUnreachable(error)) throw new AppError("server.busy", {}, { cause: error });
      if (!isPassing(error) || attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5 * attempt));
    }
  }
}
