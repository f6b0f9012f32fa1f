import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { freePort } from "#server/platform/db/embedded/address.ts";

export interface TestIdentity {
  readonly email: string;
  readonly email_verified: boolean;
}

export interface IdentityProvider {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Whom an account name signs in as. */
  readonly people: Map<string, TestIdentity>;
  /** Goes through the provider's pages as a person would, in a fresh browser; gives where it sends him back to. */
  signIn(authorizationUrl: string, account: string): Promise<URL>;
  stop(): Promise<void>;
}

/** A certified OpenID provider on this machine. `inToken`: tells the address in the token, not only when asked. */
export async function startIdentityProvider(redirectUri: string, inToken = false): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const people = new Map<string, TestIdentity>();
  const client = { clientId: "sidetone", clientSecret: "a secret between the two of them" };
  const provider = new Provider(issuer, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: [] },
    conformIdTokenClaims: !inToken,
    cookies: { keys: ["only for tests"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    client,
    people,
    signIn: (url, account) => walk(url, account, redirectUri),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Follows redirects and sends the two forms, for signing in and for consent. */
async function walk(start: string, account: string, redirectUri: string): Promise<URL> {
  const jar = new Map<string, string>();
  const visit = async (url: string, body?: URLSearchParams) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      method: body ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie },
      ...(body && { body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    return answer;
  };
  let url = start;
  let answer = await visit(url);
  for (let steps = 0; steps < 12; steps += 1) {
    const location = answer.headers.get("location");
    if (location) {
      url = new URL(location, url).href;
      if (url.startsWith(redirectUri)) return new URL(url);
      answer = await visit(url);
    } else {
      const page = await answer.text();
      const [, prompt = ""] = /name="prompt" value="(\w+)"/.exec(page) ?? [];
      const [, action = url] = /<form[^>]*action="([^"]+)"/.exec(page) ?? [];
      if (!prompt) throw new Error(`the identity provider says: ${page.slice(0, 2_000)}`);
      url = new URL(action, url).href;
      answer = await visit(url, new URLSearchParams({ prompt, login: account, password: "x" }));
    }
  }
  throw new Error("the identity provider sends round in a circle");
}
