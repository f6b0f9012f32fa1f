import type pg from "pg";
import type { AgentStatus } from "#shared/contract/session.ts";

/** The status of somebody whose status nobody has written yet: offline since he was made. */
export const absentStatus =
  (pool: pg.Pool) =>
  async (userId: string): Promise<AgentStatus> => {
    const { rows } = await pool.query<{ created_at: Date }>("select created_at from users where id = $1", [
      userId,
    ]);
    const since = (rows[0]?.created_at ?? new Date(0)).toISOString();
    const status = { userId, version: 1, status: "offline", since, cause: "signed_out", present: false };
    return status as AgentStatus;
  };
