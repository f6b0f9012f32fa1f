import type pg from "pg";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";

/**
 * Taken before roles or blocks are changed: one such change at a time in a workspace, so that two people at the top who
 * demote each other at once cannot both succeed. What is known of the actor may be two seconds old; here, whoever has
 * another role by now, or is blocked, is refused.
 */
export async function lockRanks(tx: Pick<pg.Pool, "query">, actor: Actor): Promise<void> {
  await tx.query("select 1 from workspaces where id = $1 for no key update", [actor.workspaceId]);
  const { rowCount } = await tx.query(
    "select 1 from users where id = $1 and role = $2 and blocked_at is null",
    [actor.id, actor.viewedBy?.key ?? actor.role],
  );
  if (rowCount === 0) fail("permission.denied", { userId: actor.id });
}
