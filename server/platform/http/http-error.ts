import { ORPCError, ValidationError } from "@orpc/server";
import type { Logger } from "pino";
import { AppError, type FieldProblem } from "#shared/errors/app-error.ts";
import { type ErrorCode, errorCatalogue } from "#shared/errors/catalogue.ts";
import { foreseen } from "../message-store/retry.ts";
import { fieldProblems } from "./field-problems.ts";

/** A failure as the catalogue words it, in the shape the contract's clients read. */
export function wireError(
  code: ErrorCode,
  fields: readonly FieldProblem[] = [],
): ORPCError<ErrorCode, object> {
  const { status, message } = errorCatalogue[code];
  return new ORPCError(code, { defined: true, status, message, data: fields.length > 0 ? { fields } : {} });
}

/** Any thrown thing as the client may see it. What was not foreseen is logged and goes out as `internal`. */
export function toHttpError(thrown: unknown, log: Logger): ORPCError<ErrorCode, object> {
  const error = foreseen(thrown);
  if (error instanceof AppError) {
    log.debug({ code: error.code, context: error.context }, "request refused");
    return wireError(error.code, error.fields);
  }
  if (error instanceof ORPCError && error.status < 500) return fromOrpc(error);
  if (isTooLarge(error)) return wireError("request.too_large");
  log.error({ err: unwrapped(error) }, "request failed: this is a bug");
  return wireError("internal");
}

function fromOrpc(error: ORPCError<string, unknown>): ORPCError<ErrorCode, object> {
  if (isTooLarge(error.cause)) return wireError("request.too_large");
  if (error.cause instanceof ValidationError) {
    return wireError("request.invalid", fieldProblems(error.cause.issues));
  }
  const problem = "cannot be read: check that it is well formed and that Content-Type names its form";
  return wireError("request.invalid", [{ field: "body", problem }]);
}

/** A validation error of an output holds the whole output: people's messages have no place in a log. */
function unwrapped(error: unknown): unknown {
  const cause = error instanceof ORPCError ? error.cause : error;
  if (!(cause instanceof ValidationError)) return cause ?? error;
  const where = cause.issues.map(({ path, message }) => ({ path, message }));
  return new Error(`the output does not fit the contract: ${JSON.stringify(where)}`);
}

const isTooLarge = (error: unknown): boolean =>
  (error as { code?: string } | undefined)?.code === "FST_ERR_CTP_BODY_TOO_LARGE" ||
  (error instanceof AppError && error.code === "request.too_large");
