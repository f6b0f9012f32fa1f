import type { Work } from "#server/platform/news/index.ts";

/** Calls that go on are told anew: the workspace has changed who is seen in them. */
export async function showCallsAnew(tx: Work, workspaceId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    "update calls set version = version + 1 where workspace_id = $1 and ended_at is null returning id",
    [workspaceId],
  );
  tx.note(...rows.map(({ id }) => `k:${id}` as const));
}
