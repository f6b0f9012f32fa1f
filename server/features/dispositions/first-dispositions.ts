import type { Db, Tx } from "#server/platform/db/open-database.ts";
import { dispositions } from "#server/platform/db/schema/library.ts";
import { firstDispositions } from "#shared/domain/dispositions.ts";

/** Gives a new workspace the dispositions that every one begins with. */
export async function addFirstDispositions(db: Db | Tx, workspaceId: string): Promise<void> {
  await db
    .insert(dispositions)
    .values(firstDispositions.map((one, position) => ({ ...one, workspaceId, position })));
}
