import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Db, Tx } from "#server/platform/db/open-database.ts";
import { accounts, users } from "#server/platform/db/schema/accounts.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Passwords } from "./passwords.ts";
import type { Sessions } from "./sessions.ts";

export interface NewUser {
  readonly workspaceId: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly password: string;
  readonly language?: Language;
  readonly timeZone?: string;
  readonly maxConversations?: number;
}

/** Makes a person who can sign in. There is no sign-up: only the seed, and later invitations, call this. */
export const createUser =
  (passwords: Passwords) =>
  async (db: Db | Tx, { password, email, ...rest }: NewUser): Promise<string> => {
    const id = uuidv7();
    const hash = await passwords.hash(password);
    await db.insert(users).values({ ...rest, id, email: email.toLowerCase(), emailVerified: true });
    await db
      .insert(accounts)
      .values({ id: uuidv7(), userId: id, accountId: id, providerId: "credential", password: hash });
    return id;
  };

/** Blocks a person: he cannot sign in, and what he has open ends. */
export const blockUser =
  (db: Db, sessions: Sessions) =>
  async (userId: string): Promise<void> => {
    await db.update(users).set({ blockedAt: new Date() }).where(eq(users.id, userId));
    await sessions.end(userId, "all", "blocked");
  };
