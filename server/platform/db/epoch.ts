import type pg from "pg";

/**
 * The epoch of this database, made at its first start and anew by every restore. Read once: a restore needs the
 * server stopped.
 */
export function createEpoch(pool: Pick<pg.Pool, "query">): () => Promise<string> {
  let known: Promise<string> | null = null;
  const read = async (): Promise<string> => {
    await pool.query("insert into server_state (id) values (1) on conflict do nothing");
    const { rows } = await pool.query<{ epoch: string }>("select epoch from server_state where id = 1");
    return rows[0]?.epoch as string;
  };
  return () => {
    known ??= read().catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}
