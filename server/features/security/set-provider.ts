import type pg from "pg";
import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { discoverIssuer, findProvider, type Seal } from "../accounts/index.ts";

type Tx = Pick<Work, "query">;
type Change = { before?: unknown; after?: unknown } | null;

export interface NewProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: the secret stays, but only with the issuer that it was given for. */
  readonly clientSecret?: string | undefined;
  readonly domain: string;
}

/** Sets a workspace's identity provider, once it has answered; its secret is sealed, and never told again. */
export async function setProvider<T>(
  { pool, seal }: { pool: pg.Pool; seal: Seal },
  { workspaceId, rank }: Pick<Actor, "workspaceId" | "rank">,
  given: NewProvider,
  changing: (work: (tx: Tx) => Promise<Change>) => Promise<T>,
): Promise<T> {
  const { issuer, clientId, clientSecret, domain } = given;
  // Asked before the transaction: a provider that takes its time must not hold a lock.
  await discoverIssuer({ issuer, clientId }, clientSecret ?? null);
  const sealed = clientSecret === undefined ? null : seal.close(clientSecret, workspaceId);
  const others = await findProvider(pool, { domain });
  if (others && others.workspaceId !== workspaceId) fail("sso.domain_taken", { domain });
  return changing(async (tx) => {
    const before = await findProvider(tx as pg.Pool, { workspaceId });
    const { rowCount } = await tx.query(
      `insert into sso_providers (workspace_id, issuer, client_id, client_secret, domain, set_by_rank)
       select $1, $2, $3, $4, $5, $6 where not exists
         (select 1 from sso_providers where domain = $5 and workspace_id <> $1)
       on conflict (workspace_id) do update set issuer = excluded.issuer, client_id = excluded.client_id,
         domain = excluded.domain, set_by_rank = excluded.set_by_rank, client_secret = case
           when excluded.client_secret is null and sso_providers.issuer = excluded.issuer
           then sso_providers.client_secret else excluded.client_secret end`,
      [workspaceId, issuer, clientId, sealed, domain, rank],
    );
    if (rowCount === 0) fail("sso.domain_taken", { domain });
    const told = before && { issuer: before.issuer, clientId: before.clientId, domain: before.domain };
    return { before: told, after: { issuer, clientId, domain, newSecret: clientSecret !== undefined } };
  });
}

/** Ends single sign-on; people sign in with their passwords again. */
export async function removeProvider(tx: Tx, workspaceId: string): Promise<Change> {
  const { rows } = await tx.query<{ issuer: string; domain: string }>(
    "delete from sso_providers where workspace_id = $1 returning issuer, domain",
    [workspaceId],
  );
  return rows[0] ? { before: rows[0] } : null;
}
