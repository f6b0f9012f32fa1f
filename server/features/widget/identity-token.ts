import { jwtVerify } from "jose";
import * as z from "zod";
import { personLine } from "#shared/contract/text.ts";
import { fail } from "#shared/errors/app-error.ts";

/** A site vouches for an hour at most; after that it signs anew. */
const longestSeconds = 3_600;
/** Between the site's clock and ours. */
const skewSeconds = 30;

const Claims = z.object({
  sub: z.string().min(1).max(128),
  exp: z.number(),
  jti: z.string().min(1).max(128),
  name: personLine(120).optional(),
  email: z.email().max(254).optional(),
});

/** Whom a site vouches for. */
export interface VouchedFor {
  readonly externalId: string;
  readonly name: string | null;
  readonly email: string | null;
}

export interface IdentityRealm {
  /** The workspace's key: the token's audience. */
  readonly key: string;
  readonly identitySecret: string;
}

/** Reads the token that a site has signed for its signed-in customer, or throws `visitor.identity_invalid`. */
export async function readIdentityToken(
  token: string,
  { key, identitySecret }: IdentityRealm,
  now: Date,
): Promise<VouchedFor> {
  const refuse = (why: string): never =>
    fail("visitor.identity_invalid", { why }, [{ field: "identityToken", problem: why }]);
  const checked = await jwtVerify(token, new TextEncoder().encode(identitySecret), {
    audience: key,
    algorithms: ["HS256"],
    currentDate: now,
    clockTolerance: skewSeconds,
    requiredClaims: ["exp", "sub", "jti", "aud"],
  }).catch((error: Error) => refuse(error.message));
  const claims = Claims.safeParse(checked.payload);
  if (!claims.success) return refuse("sub, jti, name or email has the wrong form");
  const { sub, exp, name, email } = claims.data;
  if (exp - now.getTime() / 1_000 > longestSeconds + skewSeconds)
    return refuse("exp is more than an hour ahead");
  return { externalId: sub, name: name || null, email: email ?? null };
}
