import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "#server/platform/db/open-database.ts";
import { verifications } from "#server/platform/db/schema/accounts.ts";

/** The page on which a password is chosen. The token stands after `#`, so that no server's log sees it. */
export const passwordLink = (publicUrl: string, token: string): string => `${publicUrl}/app/#token=${token}`;

/** A link that works once, for a day: how somebody who was given an account comes to his first password. */
export async function firstPasswordLink(db: Db | Tx, publicUrl: string, userId: string): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await db.insert(verifications).values({
    id: uuidv7(),
    // The name under which better-auth looks for the token of a reset.
    identifier: `reset-password:${token}`,
    value: userId,
    expiresAt: new Date(Date.now() + 24 * 3_600_000),
  });
  return passwordLink(publicUrl, token);
}
