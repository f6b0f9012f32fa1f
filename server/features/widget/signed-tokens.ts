import { jwtVerify, SignJWT } from "jose";
import type { Visitor } from "#server/platform/http/request-context.ts";
import { deriveKey } from "#server/platform/secrets.ts";

const ticketMinutes = 10;
const anonymousDays = 180;
/** A site may forget to tell that its customer has signed out: then it is over by the next day. */
const verifiedHours = 24;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** On which allowed site the widget was loaded. */
export interface SiteTicket {
  readonly workspaceId: string;
  readonly origin: string;
}

export type VisitorClaims = Omit<Visitor, "kind">;

/** Makes and checks the two tokens that are our own. Each has its own key and audience: none passes for the other. */
export function createSignedTokens(secret: string, now: () => Date = () => new Date()) {
  const keys = { ticket: deriveKey(secret, "widget ticket"), visitor: deriveKey(secret, "visitor token") };

  const sign = (claims: Record<string, unknown>, audience: keyof typeof keys, seconds: number) => {
    const issued = Math.floor(now().getTime() / 1_000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setAudience(audience)
      .setIssuedAt(issued)
      .setExpirationTime(issued + seconds)
      .sign(keys[audience]);
  };
  const read = async (token: string, audience: keyof typeof keys) => {
    try {
      const options = { audience, algorithms: ["HS256"], requiredClaims: ["exp"], currentDate: now() };
      return (await jwtVerify(token, keys[audience], options)).payload;
    } catch {
      return undefined;
    }
  };

  return {
    makeTicket: ({ workspaceId, origin }: SiteTicket) =>
      sign({ ws: workspaceId, origin }, "ticket", ticketMinutes * 60),
    /** Nothing for a forged, edited or expired ticket. */
    async readTicket(token: string): Promise<SiteTicket | undefined> {
      const { ws, origin } = (await read(token, "ticket")) ?? {};
      return typeof ws === "string" && typeof origin === "string" ? { workspaceId: ws, origin } : undefined;
    },
    makeVisitorToken: ({ customerId, workspaceId, verified }: VisitorClaims) =>
      sign(
        { sub: customerId, ws: workspaceId, verified },
        "visitor",
        verified ? verifiedHours * 3_600 : anonymousDays * 86_400,
      ),
    /** Nothing for a forged, edited or expired token. */
    async readVisitorToken(token: string): Promise<VisitorClaims | undefined> {
      const { sub, ws, verified } = (await read(token, "visitor")) ?? {};
      if (typeof sub !== "string" || !uuid.test(sub) || typeof ws !== "string") return undefined;
      return { customerId: sub, workspaceId: ws, verified: verified === true };
    },
  };
}

export type SignedTokens = ReturnType<typeof createSignedTokens>;
