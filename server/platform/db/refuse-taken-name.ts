import { fail } from "#shared/errors/app-error.ts";

interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * Throws `name.taken` when something else of the workspace has this name, whatever its case. Two at once are kept
 * apart by the table's unique index; the transaction that lost is repeated and comes here again.
 */
export async function refuseTakenName(
  tx: Queryable,
  table: "assistants" | "groups" | "queues" | "skills" | "custom_roles" | "dispositions" | "tags",
  { id, workspaceId, name }: { readonly id: string; readonly workspaceId: string; readonly name: string },
): Promise<void> {
  const { rows } = await tx.query(
    `select 1 from ${table} where workspace_id = $1 and lower(name) = lower($2) and id <> $3`,
    [workspaceId, name, id],
  );
  if (rows.length > 0) fail("name.taken", { name }, [{ field: "name", problem: "is taken" }]);
}
