import type { Work } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { missingInWrapUp } from "#shared/domain/wrap-up.ts";
import { fail } from "#shared/errors/app-error.ts";
import { requireDisposition } from "../dispositions/index.ts";

interface Closing {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly queueId: string;
}

/**
 * What a conversation must have before it is closed: as its outcome one of the workspace's dispositions, and a topic
 * where its queue asks for one. Without them only where they can still be chosen in after-contact work.
 */
export async function checkOutcome(
  tx: Pick<Work, "query">,
  { conversationId, workspaceId, queueId }: Closing,
  outcome: string | null,
): Promise<void> {
  if (outcome !== null) await requireDisposition(tx, workspaceId, { key: outcome, field: "outcome" });
  const { rows } = await tx.query("select rules from queues where id = $1", [queueId]);
  const { wrapUp } = queueRulesOf(rows[0]?.rules ?? null);
  if (wrapUp.enabled) return;
  if (outcome === null)
    fail("wrap_up.incomplete", { queueId }, [{ field: "outcome", problem: "is required" }]);
  const { topicIds, choosable } = await topicsOf(tx, conversationId, wrapUp.topicSetId);
  const [missing] = missingInWrapUp(wrapUp, { disposition: outcome, topicIds }, choosable);
  if (missing)
    fail("wrap_up.incomplete", { queueId }, [{ field: missing, problem: "is required by the queue" }]);
}

/** The topics that it has, and how many there are to choose from. */
async function topicsOf(tx: Pick<Work, "query">, conversationId: string, topicSetId: string | null) {
  const { rows } = await tx.query<{ topicIds: string[]; choosable: number }>(
    `select array(select topic_id::text from conversation_topics where conversation_id = $1) as "topicIds",
       (select count(*)::int from topics t join topic_sets s on s.id = t.set_id
         where s.id = $2 and t.archived_at is null and s.archived_at is null) as choosable`,
    [conversationId, topicSetId],
  );
  return rows[0] ?? { topicIds: [], choosable: 0 };
}
