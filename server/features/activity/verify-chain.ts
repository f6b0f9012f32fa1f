import type pg from "pg";
import { firstHash } from "#server/platform/activity/record-activity.ts";
import { type ChainHead, type ChainVerdict, createChainCheck } from "./check-chain.ts";
import { type EntryRow, entryColumns, toHashed } from "./entry-row.ts";

const pageSize = 1_000;

type Row = EntryRow & { readonly previous_hash: string; readonly hash: string };

/**
 * Reads a workspace's log from its first entry to its head, page by page, and checks it. `client`: a connection of its
 * own, for the whole is read as of one moment.
 */
export async function verifyChain(
  client: pg.PoolClient,
  workspaceId: string,
  known?: ChainHead,
): Promise<ChainVerdict> {
  await client.query("begin isolation level repeatable read read only");
  try {
    const { rows } = await client.query<{ seq: string; hash: string }>(
      "select seq, hash from activity_heads where workspace_id = $1",
      [workspaceId],
    );
    const head = { seq: Number(rows[0]?.seq ?? 0), hash: rows[0]?.hash ?? firstHash };
    const check = createChainCheck(head, known);
    for await (const row of entriesOf(client, workspaceId))
      check.take({ entry: toHashed(row), previousHash: row.previous_hash, hash: row.hash });
    return check.verdict();
  } finally {
    await client.query("rollback");
  }
}

async function* entriesOf(client: pg.PoolClient, workspaceId: string): AsyncGenerator<Row> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await client.query<Row>({
      name: "activity-chain",
      text: `select ${entryColumns}, previous_hash, hash from activity_log
              where workspace_id = $1 and seq > $2 order by seq limit ${pageSize}`,
      values: [workspaceId, after],
    });
    yield* rows;
    after = Number(rows.at(-1)?.seq);
    if (rows.length < pageSize) return;
  }
}
