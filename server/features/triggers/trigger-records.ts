import type { Work } from "#server/platform/news/index.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Trigger } from "#shared/contract/triggers.ts";

type Queryable = Pick<Work, "query">;

const columns = "id, version, type, channel, enabled, seconds, action, steps, texts";

/** A workspace's triggers, and the languages that it speaks with its customers. */
export async function triggersOf(
  db: Queryable,
  workspaceId: string,
): Promise<{ languages: Language[]; triggers: Trigger[] }> {
  const { rows: triggers } = await db.query<Trigger>(
    `select ${columns} from triggers where workspace_id = $1 order by channel, type`,
    [workspaceId],
  );
  const { rows } = await db.query<{ languages: Language[] }>(
    "select languages from workspaces where id = $1",
    [workspaceId],
  );
  return { languages: rows[0]?.languages ?? [], triggers };
}

/** One trigger of a workspace, held until the end of the transaction. */
export async function heldTrigger(
  tx: Queryable,
  workspaceId: string,
  triggerId: string,
): Promise<Trigger | undefined> {
  const { rows } = await tx.query<Trigger>(
    `select ${columns} from triggers where id = $1 and workspace_id = $2 for update`,
    [triggerId, workspaceId],
  );
  return rows[0];
}
