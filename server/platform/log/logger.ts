import { type DestinationStream, destination, type Logger, pino } from "pino";

/** Where these words are keys, the value is not written: secrets, and what people wrote. */
const hidden = [
  "authorization",
  "body",
  "cookie",
  "identitySecret",
  "identityToken",
  "newPassword",
  "note",
  "params",
  "parameters",
  "password",
  "preview",
  "secret",
  "set-cookie",
  "siteTicket",
  "text",
  "token",
  "visitorToken",
];

const depths = ["", "*.", "*.*.", "*.*.*."];

/** JSON lines on stderr; stdout is kept for what the server says to people. */
export function createLogger(level: string, stream: DestinationStream = destination(2)): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describeError, error: describeError },
      redact: {
        paths: depths.flatMap((depth) => hidden.map((key) => path(depth, key))),
        censor: "[hidden]",
      },
    },
    stream,
  );
}

const path = (depth: string, key: string): string =>
  key.includes("-") ? `${depth.replace(/\.$/, "")}["${key}"]` : `${depth}${key}`;

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/**
 * An error without the data it happened with: the database's errors quote values, and Drizzle's hold every
 * parameter of the query, which are people's messages.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "a thrown thing that is no error" };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const message = withoutData(error);
  return {
    type: error.name,
    message,
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
    ...(typeof table === "string" && { table }),
    stack: stackFrames(error),
    ...(error.cause !== undefined && depth < 3 && { cause: describeError(error.cause, depth + 1) }),
  };
}

function withoutData(error: Error): string {
  const { query, severity } = error as { query?: unknown; severity?: unknown };
  if (typeof query === "string") return `failed query: ${query.slice(0, 400)}`;
  const isFromDatabase = typeof severity === "string";
  return isFromDatabase ? error.message.replace(/"[^"]*"/gs, '"…"').slice(0, 200) : error.message;
}

/** The frames alone: the first lines of a stack repeat the message. */
const stackFrames = (error: Error): string =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join("\n");
