import type { ErrorCode } from "#shared/errors/catalogue.ts";
import { procedures } from "../../scripts/describe-contract.ts";
import type { Answer, Ask } from "../contract/support/fixtures.ts";

const routes = new Map(procedures().map(({ name, procedure }) => [name, procedure["~orpc"].route]));

export type Input = Readonly<Record<string, unknown>>;
export type Headers = Readonly<Record<string, string>>;

/** Asks a procedure of the contract by its name, with an input as the contract has it. */
export type Call = (headers: Headers, name: string, input?: Input) => Promise<Answer>;

/** A caller over HTTP: ids go into the path, the rest into the query or the body. */
export const createCall =
  (request: Ask): Call =>
  (headers, name, input = {}) => {
    const route = routes.get(name);
    if (!route?.path) throw new Error(`the contract has no procedure ${name}`);
    const rest: Record<string, unknown> = { ...input };
    const path = route.path.replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = rest[key];
      delete rest[key];
      return encodeURIComponent(String(value));
    });
    const method = route.method ?? "POST";
    if (method === "GET") return request(method, `/api/v1${path}${queryOf(rest)}`, { headers });
    return request(method, `/api/v1${path}`, { headers: { ...headers }, body: bodyOf(rest) });
  };

function bodyOf(rest: Input): unknown {
  if (!Object.values(rest).some((value) => value instanceof Blob)) return rest;
  const form = new FormData();
  for (const [key, value] of Object.entries(rest))
    form.set(key, value instanceof Blob ? value : String(value));
  return form;
}

function queryOf(rest: Input): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(rest)) {
    if (Array.isArray(value))
      for (const [at, one] of value.entries()) query.append(`${key}[${at}]`, String(one));
    else if (value !== undefined) query.append(key, String(value));
  }
  return query.size > 0 ? `?${query}` : "";
}

/** An answer in few words. */
export const saidBy = ({ status, body }: Answer): string =>
  status === 200
    ? "200"
    : `${status} ${String((body as { code?: ErrorCode } | null)?.code ?? body).slice(0, 60)}`;
