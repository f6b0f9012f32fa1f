import { createHash, randomBytes } from "node:crypto";
import {
  DigestAuthentication,
  type LoggerFactory,
  type OutgoingRequestMessage,
} from "sip.js/lib/core/index.js";
import { type SipText, valuesOf } from "../text/sip-text.ts";

export interface SipAccount {
  readonly user: string;
  readonly password: string;
}

interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm?: string;
  readonly opaque?: string;
  readonly qop?: readonly string[];
}

const hashes: Readonly<Record<string, string>> = { MD5: "md5", "SHA-256": "sha256" };

interface DigestRequest {
  readonly method: string;
  readonly uri: string;
  readonly cnonce: string;
  readonly count: number;
}

/**
 * The value of an Authorization header: RFC 2617 3.2.2, with SHA-256 as of RFC 8760. Nothing when the challenge asks for
 * what we do not know; `auth-int` alone is refused, since hardly a server that sends it agrees on the body.
 */
export function digestAnswer(
  { user, password }: SipAccount,
  { realm, nonce, algorithm = "MD5", opaque, qop = [] }: Challenge,
  { method, uri, cnonce, count }: DigestRequest,
): string | undefined {
  const name = hashes[algorithm.toUpperCase()];
  if (!name || (qop.length > 0 && !qop.includes("auth"))) return undefined;
  const hash = (text: string) => createHash(name).update(text).digest("hex");
  const nc = count.toString(16).padStart(8, "0");
  const secret = hash(`${user}:${realm}:${password}`);
  const asked = hash(`${method}:${uri}`);
  const withQop = qop.includes("auth");
  const response = hash(
    withQop ? `${secret}:${nonce}:${nc}:${cnonce}:auth:${asked}` : `${secret}:${nonce}:${asked}`,
  );
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(opaque ? [`opaque="${opaque}"`] : []),
    ...(withQop ? ["qop=auth", `cnonce="${cnonce}"`, `nc=${nc}`] : []),
  ].join(", ");
}

/** Of several challenges the best that we can answer stays; the core reads only one. */
export function keepBestChallenge(text: SipText): SipText {
  const names = ["www-authenticate", "proxy-authenticate"].filter((name) => valuesOf(text, name).length > 1);
  if (names.length === 0) return text;
  const algorithmOf = (value: string) =>
    /algorithm\s*=\s*"?([\w-]+)/i.exec(value)?.[1]?.toUpperCase() ?? "MD5";
  const rank = (value: string) => ["SHA-256", "MD5"].indexOf(algorithmOf(value));
  const best = new Map(
    names.map((name) => {
      const known = valuesOf(text, name).filter((value) => rank(value) >= 0);
      return [name, known.sort((one, other) => rank(one) - rank(other))[0]] as const;
    }),
  );
  return {
    ...text,
    headers: text.headers.filter(({ name, value }) => !best.has(name) || best.get(name) === value),
  };
}

/** Answers the challenges of a trunk; whose account it is, is known by the Call-ID of the request. */
export class TrunkDigest extends DigestAuthentication {
  readonly #accountOf: (callId: string) => SipAccount | undefined;
  #count = 0;
  #answer = "";

  constructor(loggers: LoggerFactory, accountOf: (callId: string) => SipAccount | undefined) {
    super(loggers, undefined, undefined, undefined);
    this.#accountOf = accountOf;
  }

  override authenticate(request: OutgoingRequestMessage, challenge: Challenge): boolean {
    const account = this.#accountOf(request.callId);
    if (!account || !challenge.realm || !challenge.nonce) return false;
    this.#count += 1;
    const cnonce = randomBytes(12).toString("hex");
    const asked = { method: request.method, uri: request.ruri.toRaw(), cnonce, count: this.#count };
    const answer = digestAnswer(account, challenge, asked);
    this.#answer = answer ?? "";
    return answer !== undefined;
  }

  override toString(): string {
    return this.#answer;
  }
}
