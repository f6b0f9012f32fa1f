import type { FastifyReply } from "fastify";
import type { FieldProblem } from "#shared/errors/app-error.ts";
import type { ErrorCode } from "#shared/errors/catalogue.ts";
import { wireError } from "./http-error.ts";

/** Answers with a failure of the catalogue, in the shape that the contract's clients read. */
export function sendFailure(
  reply: FastifyReply,
  code: ErrorCode,
  fields: readonly FieldProblem[] = [],
): FastifyReply {
  const failure = wireError(code, fields);
  return reply
    .code(failure.status)
    .header("cache-control", "no-store")
    .type("application/json; charset=utf-8")
    .send(JSON.stringify(failure.toJSON()));
}
