import { createHash } from "node:crypto";
import * as oidc from "openid-client";
import type { Logger } from "pino";
import type { AuthRequest } from "#server/platform/http/auth-routes.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import { SsoSignIn, SsoStart } from "#shared/contract/sign-in.ts";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { fromOf, json, shaped } from "./auth-answers.ts";
import { admit, type StepDeps } from "./password-step.ts";
import { beginStep, stepMinutes, takeStep } from "./pending-steps.ts";
import { findPerson, type Person } from "./person.ts";
import type { Seal } from "./seal.ts";
import type { Route } from "./sign-in-door.ts";
import { callbackUrl, configurationOf, findProvider, type SsoProviderRow } from "./sso-provider.ts";

export interface SsoDeps extends StepDeps {
  readonly seal: Seal;
  readonly publicUrl: string;
  readonly log: Logger;
  /** False when too many were begun from an address. */
  mayBegin(ip: string): boolean;
}

interface Begun {
  readonly verifier: string;
  readonly nonce: string;
  readonly workspaceId: string;
  readonly issuer: string;
}

const cookieName = "sidetone.sso";
const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();
const cookieOf = (state: string): string => createHash("sha256").update(`sso ${state}`).digest("base64url");

/** Signing in by the company's identity provider: authorization code with PKCE, state and nonce. */
export function createSsoRoutes(deps: SsoDeps): Readonly<Record<string, Route>> {
  return {
    async "POST /sign-in/sso"(call, body) {
      const { email } = shaped(SsoSignIn, body);
      if (!deps.mayBegin(call.ip)) fail("request.rate_limited");
      return begin(deps, email);
    },
    async "GET /sso/callback"(call) {
      try {
        return await comeBack(deps, call);
      } catch (error) {
        deps.log.info(
          { reason: error instanceof AppError ? error.code : String(error) },
          "single sign-on refused",
        );
        const isAddress = error instanceof AppError && error.code === "auth.address_not_allowed";
        return redirect(`${deps.publicUrl}/app/#sso=${isAddress ? "address_not_allowed" : "refused"}`);
      }
    },
  };
}

async function begin({ pool, seal, publicUrl }: SsoDeps, email: string): Promise<Response> {
  const provider = await findProvider(pool, { domain: domainOf(email) });
  if (!provider) return fail("sso.not_set_up");
  const configuration = await configurationOf(seal, provider);
  const { workspaceId, issuer } = provider;
  const state = oidc.randomState();
  const data: Begun = {
    verifier: oidc.randomPKCECodeVerifier(),
    nonce: oidc.randomNonce(),
    workspaceId,
    issuer,
  };
  await beginStep(pool, "sso", { userId: null, data, secret: state });
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(publicUrl),
    scope: "openid email profile",
    state,
    nonce: data.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(data.verifier),
    code_challenge_method: "S256",
    login_hint: email,
  });
  // Ties the way back to this browser: nobody can be sent back with somebody else's code.
  const secure = publicUrl.startsWith("https://") ? "; Secure" : "";
  const cookie = `${cookieName}=${cookieOf(state)}; Max-Age=${stepMinutes * 60}; Path=/api/auth; HttpOnly${secure}; SameSite=Lax`;
  return json(SsoStart.parse({ url: url.href }), 200, new Headers({ "set-cookie": cookie }));
}

async function comeBack(deps: SsoDeps, call: AuthRequest): Promise<Response> {
  const { pool, seal, publicUrl } = deps;
  const url = new URL(callbackUrl(publicUrl));
  url.search = new URL(call.url).search;
  const state = url.searchParams.get("state") ?? "";
  if (!hasCookie(call.headers, cookieOf(state))) return fail("auth.step_ended");
  const begun = await takeStep<Begun>(pool, "sso", state);
  const provider = begun && (await findProvider(pool, { workspaceId: begun.data.workspaceId }));
  if (!begun || provider?.issuer !== begun.data.issuer) return fail("auth.step_ended");
  const { verifier, nonce } = begun.data;
  const configuration = await configurationOf(seal, provider);
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const person = await personOf(deps, provider, await claimsOf(configuration, tokens));
  const from = fromOf(call);
  await admit(pool, person, "sso", from);
  const { headers } = await deps.start(person, "sso", from);
  headers.delete("set-auth-token");
  headers.append("set-cookie", `${cookieName}=; Max-Age=0; Path=/api/auth`);
  return redirect(`${publicUrl}/app/`, headers);
}

interface EmailClaims {
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

/** Some providers put the address into the token, others tell it only when asked. */
async function claimsOf(
  configuration: oidc.Configuration,
  tokens: Awaited<ReturnType<typeof oidc.authorizationCodeGrant>>,
): Promise<EmailClaims> {
  const claims = tokens.claims();
  if (!claims) return {};
  const { email, email_verified } = claims;
  if (email !== undefined) return { email, email_verified };
  if (!configuration.serverMetadata().userinfo_endpoint) return {};
  return oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
}

/**
 * Only whom the workspace knows already, by an address of its domain that the provider has verified. And nobody above
 * whoever chose the provider: an Administrator's own one could else vouch for the Owner.
 */
async function personOf(
  { pool }: SsoDeps,
  { workspaceId, domain, setByRank }: SsoProviderRow,
  { email, email_verified: verified }: EmailClaims,
): Promise<Person> {
  if (typeof email !== "string" || verified !== true || domainOf(email) !== domain)
    return fail("auth.wrong_credentials", { verified });
  const person = await findPerson(pool, { email });
  if (person?.workspaceId !== workspaceId) return fail("auth.wrong_credentials");
  const { rank } = (await roleBookOf(pool, workspaceId)).refOf(person.role);
  return rank <= setByRank ? person : fail("auth.wrong_credentials", { rank, setByRank });
}

const hasCookie = (headers: Headers, value: string): boolean =>
  (headers.get("cookie") ?? "").split(";").some((part) => part.trim() === `${cookieName}=${value}`);

function redirect(location: string, headers = new Headers()): Response {
  headers.set("location", location);
  headers.set("cache-control", "no-store");
  return new Response(null, { status: 302, headers });
}
