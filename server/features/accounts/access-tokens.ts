import { importJWK, type JWTHeaderParameters, jwtVerify } from "jose";
import type pg from "pg";

/** Seconds. Short, because the desktop mints a new one whenever it needs it. */
export const accessTokenSeconds = 300;

const algorithm = "EdDSA";
const soonestReload = 5_000;

type PublicKey = Awaited<ReturnType<typeof importJWK>>;

/** Checks access tokens against the public keys in the database. Returns the session's id, or null. */
export function createAccessTokenCheck(pool: pg.Pool, issuer: string) {
  const keys = new Map<string, PublicKey>();
  let loadedAt = Number.NEGATIVE_INFINITY;
  const load = async () => {
    loadedAt = Date.now();
    const { rows } = await pool.query<{ id: string; public_key: string }>("select id, public_key from jwks");
    for (const row of rows) keys.set(row.id, await importJWK(JSON.parse(row.public_key), algorithm));
  };
  const keyOf = async (kid = "") => {
    // An unknown key may be new, made by another server; a stranger's invention must not cost a query each.
    if (!keys.has(kid) && Date.now() - loadedAt > soonestReload) await load();
    const key = keys.get(kid);
    if (!key) throw new Error("unknown key");
    return key;
  };
  return async (jwt: string): Promise<string | null> => {
    try {
      const options = { issuer, audience: issuer, algorithms: [algorithm], requiredClaims: ["exp", "sub"] };
      const { payload } = await jwtVerify(jwt, (header: JWTHeaderParameters) => keyOf(header.kid), options);
      const { sid } = payload;
      return typeof sid === "string" ? sid : null;
    } catch {
      return null;
    }
  };
}
