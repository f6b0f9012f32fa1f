import { createORPCClient } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { type Contract, contract } from "#shared/contract/index.ts";

/** Every question and command of the contract, typed. */
export type ApiClient = JsonifiedClient<ContractRouterClient<Contract>>;

/** Where the server is, and whether the page's own cookie or the desktop's main process proves who asks. */
export interface ServerPlace {
  readonly address: string;
  readonly credentials: "include" | "omit";
}

const timeoutMs = 20_000;

/** The typed client over HTTP. */
export function createApiClient({ address, credentials }: ServerPlace): ApiClient {
  const link = new OpenAPILink(contract, {
    url: `${address}/api/v1`,
    fetch: (request, init) => {
      const cut = new AbortController();
      const timer = setTimeout(() => cut.abort(), timeoutMs);
      request.signal.addEventListener("abort", () => cut.abort());
      return fetch(request, { ...init, credentials, signal: cut.signal }).finally(() => clearTimeout(timer));
    },
  });
  return createORPCClient(link);
}

/** Query and mutation options for TanStack Query, one for every procedure. */
export const createApi = (client: ApiClient) => createTanstackQueryUtils(client, { path: ["api"] });
export type Api = ReturnType<typeof createApi>;
