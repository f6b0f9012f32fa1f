import { createHash, randomBytes } from "node:crypto";

/** How long a link works, days. */
export const invitationDays = 7;

/** The secret of a link; only its hash is kept, so that who reads the database cannot accept. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The page on which an invitation is accepted. The token stands after `#`, so that no server's log sees it. */
export const invitationLink = (publicUrl: string, token: string): string =>
  `${publicUrl}/app/#invitation=${token}`;
