import type * as z from "zod";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import { AppError, type FieldProblem } from "#shared/errors/app-error.ts";
import { type ErrorCode, errorCatalogue } from "#shared/errors/catalogue.ts";
import type { From } from "./sign-in-log.ts";

/** Answers JSON that nobody keeps. */
export function json(body: unknown, status = 200, headers = new Headers()): Response {
  headers.set("content-type", "application/json");
  headers.set("cache-control", "no-store");
  return new Response(JSON.stringify(body), { status, headers });
}

/** A failure of the catalogue, in the shape that the contract's clients read. */
export function refusal(code: ErrorCode, data: object = {}, retryAfterMs = 0): Response {
  const { status, message } = errorCatalogue[code];
  const headers = new Headers();
  if (retryAfterMs > 0) headers.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
  return json({ defined: true, code, status, message, data }, status, headers);
}

/** A foreseen failure as an answer; anything else is thrown on. */
export function refusalOf(error: unknown): Response {
  if (!(error instanceof AppError)) throw error;
  return refusal(error.code, error.fields.length > 0 ? { fields: error.fields } : {});
}

export type Body = Readonly<Record<string, unknown>>;

/** The body of a request, which must be a JSON object; throws `request.invalid`. */
export function readBody({ method, body, headers }: AuthRequest): Body {
  if (method === "GET" || !body) return {};
  try {
    const value: unknown = JSON.parse(body);
    const isJson = /^application\/json\b/i.test(headers.get("content-type") ?? "");
    if (isJson && typeof value === "object" && value !== null && !Array.isArray(value)) return value as Body;
  } catch {
    // As what is no object.
  }
  throw invalid([{ field: "body", problem: "must be a JSON object" }]);
}

/** What a schema makes of a body; throws `request.invalid` that names the fields. */
export function shaped<S extends z.ZodType>(schema: S, body: Body): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = new Map(
    parsed.error.issues.map(({ path, message }) => [String(path[0] ?? "body"), message] as const),
  );
  throw invalid([...fields].map(([field, problem]) => ({ field, problem })));
}

const invalid = (fields: FieldProblem[]) => new AppError("request.invalid", {}, { fields });

/** Where a request comes from. */
export const fromOf = ({ ip, headers }: AuthRequest): From => ({ ip, userAgent: headers.get("user-agent") });
