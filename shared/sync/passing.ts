import type { ErrorCode } from "#shared/errors/catalogue.ts";

const passing: ReadonlySet<string> = new Set<ErrorCode>([
  "server.busy",
  "request.rate_limited",
  "session.required",
  "session.ended",
  "visitor.token_invalid",
  "sync.epoch_changed",
  "internal",
]);

/** Refusals that pass by themselves, or with a new connection: what was asked is asked again. */
export const isPassing = (code: string): boolean => passing.has(code);

/** Failures of both sides of the wire carry a catalogue code: socket commands and HTTP. */
export const isCoded = (error: unknown): error is { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && error.code.includes(".");
