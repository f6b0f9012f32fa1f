import * as oidc from "openid-client";
import type pg from "pg";
import { fail } from "#shared/errors/app-error.ts";
import type { Seal } from "./seal.ts";

/** A workspace's identity provider, as it is stored. */
export interface SsoProviderRow {
  readonly workspaceId: string;
  readonly issuer: string;
  readonly clientId: string;
  /** Sealed for the workspace; null: a client without a secret. */
  readonly clientSecret: string | null;
  readonly domain: string;
  /** Rank of whoever set it: it vouches for nobody above him. */
  readonly setByRank: number;
}

const columns = `workspace_id as "workspaceId", issuer, client_id as "clientId", client_secret as "clientSecret", domain, set_by_rank as "setByRank"`;

/** The provider of a workspace, or of an e-mail address's domain. */
export async function findProvider(
  db: Pick<pg.Pool, "query">,
  by: { readonly workspaceId: string } | { readonly domain: string },
): Promise<SsoProviderRow | null> {
  const [column, value] = "domain" in by ? ["domain", by.domain] : ["workspace_id", by.workspaceId];
  const { rows } = await db.query<SsoProviderRow>(
    `select ${columns} from sso_providers where ${column} = $1`,
    [value],
  );
  return rows[0] ?? null;
}

/** Where the identity provider sends the browser back to. */
export const callbackUrl = (publicUrl: string): string => `${publicUrl}/api/auth/sso/callback`;

const timeoutSeconds = 5;
const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** Reads what a provider says of itself; throws `sso.issuer_unreachable`. Plain http only on this machine, for tests. */
export async function discoverIssuer(
  { issuer, clientId }: Pick<SsoProviderRow, "issuer" | "clientId">,
  secret: string | null,
): Promise<oidc.Configuration> {
  const url = new URL(issuer);
  const isPlain = url.protocol === "http:";
  if (isPlain && !loopback.includes(url.hostname)) fail("sso.issuer_unreachable", { issuer });
  const authentication = secret === null ? oidc.None() : oidc.ClientSecretBasic(secret);
  const options = { timeout: timeoutSeconds, ...(isPlain && { execute: [oidc.allowInsecureRequests] }) };
  return oidc
    .discovery(url, clientId, undefined, authentication, options)
    .catch((error: unknown) => fail("sso.issuer_unreachable", { issuer, cause: String(error) }));
}

/** The same for a stored provider. */
export const configurationOf = (seal: Seal, provider: SsoProviderRow): Promise<oidc.Configuration> =>
  discoverIssuer(
    provider,
    provider.clientSecret === null ? null : seal.open(provider.clientSecret, provider.workspaceId),
  );
