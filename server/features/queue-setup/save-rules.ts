import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { RulesOfQueue } from "#shared/contract/queue-rules.ts";
import { overflowLoops } from "#shared/domain/overflow-path.ts";
import type { QueueRules } from "#shared/domain/queue-rules.ts";
import { problemsOf, ruleProblems } from "#shared/domain/queue-rules-problems.ts";
import { type FieldProblem, fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { findQueue, holdQueues, reachesQueue } from "./queue-records.ts";
import { type RuledQueue, ruledQueues } from "./queues-that-use.ts";
import { namesInRules, toldRules } from "./told-rules.ts";

type Queryable = Pick<Work, "query">;

export interface RuleChanges {
  readonly queueId: string;
  readonly version: number;
  readonly rules: { readonly [K in keyof QueueRules]?: QueueRules[K] | undefined };
}

const answerOf = (queueId: string, version: number, rules: QueueRules) =>
  // Brands are given by the contract's output check, through which every answer goes.
  ({ queueId, version, rules }) as RulesOfQueue;

/** How a queue is routed, for who sees its settings. */
export async function readRules(db: Queryable, actor: Actor, queueId: string): Promise<RulesOfQueue> {
  const { version } = await findQueue(db, actor, queueId);
  if (!reachesQueue(actor, "queues.view", queueId)) fail("queue.not_found", { queueId });
  return answerOf(queueId, version, ruleOf(await ruledQueues(db, actor.workspaceId), queueId));
}

/** Changes how a queue is routed. Refused while its rules name what is not there, or send people round in a circle. */
export async function saveRules(
  tx: Work,
  { actor, entry }: By,
  { queueId, version, rules: changes }: RuleChanges,
): Promise<RulesOfQueue> {
  const { workspaceId } = actor;
  const [queue = fail("queue.not_found", { queueId })] = await holdQueues(tx, actor, "queues.manage", [
    queueId,
  ]);
  if (queue.version !== version) fail("record.stale", { queueId, version });
  // Two queues whose rules are saved at once might send people to each other, or to one that is being archived.
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const queues = await ruledQueues(tx, workspaceId);
  const before = ruleOf(queues, queueId);
  const after = withChanges(before, changes);
  refuse(problemsOf(after, queueId).map(({ field, problem }) => ({ field, problem: ruleProblems[problem] })));
  const names = await namesInRules(tx, workspaceId, queues, [before, after]);
  refuse(names.unknownIn(after, queues));
  refuseLoops(queues, queueId, after);
  const changed = changedParts(toldRules(before, names), toldRules(after, names));
  if (!changed) return answerOf(queueId, version, after);
  await tx.query("update queues set rules = $2, version = version + 1 where id = $1", [
    queueId,
    JSON.stringify(after),
  ]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "queue.rules_changed",
    target: { kind: "queue", id: queueId, name: queue.name },
    ...changed,
  });
  return answerOf(queueId, version + 1, after);
}

const ruleOf = (queues: readonly RuledQueue[], queueId: string): QueueRules =>
  queues.find(({ id }) => id === queueId)?.rules ?? fail("queue.not_found", { queueId });

/** Only a required skill can be relaxed. */
function withChanges(before: QueueRules, changes: RuleChanges["rules"]): QueueRules {
  const given = Object.entries(changes).filter(([, rule]) => rule !== undefined);
  const after: QueueRules = { ...before, ...Object.fromEntries(given) };
  const skills = after.skills.map((skill) =>
    skill.need === "preferred" ? { ...skill, relaxAfterSeconds: null } : skill,
  );
  return { ...after, skills };
}

function refuse(fields: FieldProblem[]): void {
  if (fields.length > 0) fail("request.invalid", {}, fields);
}

function refuseLoops(queues: readonly RuledQueue[], queueId: string, after: QueueRules): void {
  const byId = new Map(queues.map(({ id, rules }) => [id, id === queueId ? after : rules]));
  const names = new Map(queues.map(({ id, name }) => [id, name]));
  const loops = overflowLoops(byId, queueId);
  if (loops.length > 0)
    fail(
      "queue.overflow_loop",
      { queueId },
      loops.map(({ field, path }) => ({
        field: `${field}.queueId`,
        problem: path.map((id) => names.get(id)).join(" → "),
      })),
    );
}
