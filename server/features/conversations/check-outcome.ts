import type { Work } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { fail } from "#shared/errors/app-error.ts";
import { requireDisposition } from "../dispositions/index.ts";

/**
 * The outcome that a conversation is closed with: one of the workspace's dispositions. Without one only where it can
 * still be chosen in after-contact work.
 */
export async function checkOutcome(
  tx: Pick<Work, "query">,
  { workspaceId, queueId }: { readonly workspaceId: string; readonly queueId: string },
  outcome: string | null,
): Promise<void> {
  if (outcome !== null) {
    await requireDisposition(tx, workspaceId, { key: outcome, field: "outcome" });
    return;
  }
  const { rows } = await tx.query("select rules from queues where id = $1", [queueId]);
  const { wrapUp } = queueRulesOf(rows[0]?.rules ?? null);
  if (!wrapUp.enabled)
    fail("wrap_up.incomplete", { queueId }, [{ field: "outcome", problem: "is required" }]);
}
