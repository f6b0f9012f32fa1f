import type pg from "pg";
import type { Passwords } from "../accounts/index.ts";

/** Is this the person's password? Who signs in without one has none that would do. */
export const checkPassword =
  (pool: Pick<pg.Pool, "query">, passwords: Pick<Passwords, "verify">) =>
  async (userId: string, password: string): Promise<boolean> => {
    const { rows } = await pool.query<{ password: string | null }>(
      "select password from accounts where user_id = $1 and provider_id = 'credential'",
      [userId],
    );
    const hash = rows[0]?.password;
    return hash ? passwords.verify({ hash, password }) : false;
  };
