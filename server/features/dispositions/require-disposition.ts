import type { Work } from "#server/platform/news/index.ts";
import { fail } from "#shared/errors/app-error.ts";

/** The name of a disposition that may be chosen; `field` names where it was asked for when it may not. */
export async function requireDisposition(
  db: Pick<Work, "query">,
  workspaceId: string,
  { key, field }: { readonly key: string; readonly field: string },
): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    "select name from dispositions where workspace_id = $1 and key = $2 and archived_at is null",
    [workspaceId, key],
  );
  return (
    rows[0]?.name ??
    fail("disposition.not_found", { key }, [{ field, problem: "is no disposition of this workspace" }])
  );
}
