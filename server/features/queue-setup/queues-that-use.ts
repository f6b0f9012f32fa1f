import type { Work } from "#server/platform/news/index.ts";
import { overflowTargets } from "#shared/domain/overflow-path.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";

type Queryable = Pick<Work, "query">;

/** A queue with its rules, archived or not: those of an archived one count when it is restored. */
export interface RuledQueue {
  readonly id: string;
  readonly name: string;
  readonly archived: boolean;
  readonly rules: QueueRules;
}

/** Every queue of a workspace with its rules, by name. */
export async function ruledQueues(db: Queryable, workspaceId: string): Promise<RuledQueue[]> {
  const { rows } = await db.query<Omit<RuledQueue, "rules"> & { rules: Partial<QueueRules> }>(
    `select id, name, archived_at is not null as archived, rules from queues
     where workspace_id = $1 order by name, id`,
    [workspaceId],
  );
  return rows.map((row) => ({ ...row, rules: queueRulesOf(row.rules) }));
}

/** The queues whose rules name this skill, topic set, or queue to send people on to. */
export async function queuesThatUse(
  db: Queryable,
  workspaceId: string,
  thing: { readonly skillId: string } | { readonly queueId: string } | { readonly topicSetId: string },
): Promise<RuledQueue[]> {
  const uses = ({ skills, wrapUp, ...rules }: QueueRules): boolean => {
    if ("skillId" in thing) return skills.some(({ skillId }) => skillId === thing.skillId);
    if ("queueId" in thing) return overflowTargets(rules).includes(thing.queueId);
    return wrapUp.topicSetId === thing.topicSetId;
  };
  return (await ruledQueues(db, workspaceId)).filter(({ rules }) => uses(rules));
}
