import { createHash } from "node:crypto";
import { appendEntry, appendNoted, previewOf } from "#server/features/conversations/index.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import type { AssistantProblem } from "#shared/contract/assistants.ts";
import type { AssistantMessage } from "#shared/domain/assistant-flow.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import type { AssistantDeps } from "./deps.ts";
import { holdOn, type Turn, unansweredSql } from "./turns.ts";

/** What an assistant does about a turn. */
export interface Answer {
  readonly messages: readonly AssistantMessage[];
  readonly data: Readonly<Record<string, string>>;
  readonly handOver: HandOver | null;
}

export interface HandOver {
  /** null: the queue that it is in. */
  readonly queueId: string | null;
  readonly summary: string;
  /** It could not go on: the staff are told why, in their own words. */
  readonly problem?: AssistantProblem;
}

/** The same for every repetition of a turn: what was committed once is found by it. */
export function clientIdOf(conversationId: string, upTo: number, index: number): string {
  const hash = createHash("sha256").update(`assistant ${conversationId} ${upTo} ${index}`).digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}

/** Keys that an assistant keeps for itself begin with this: they are handed over to nobody. */
export const ownKey = "_";

export const learnt = (data: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(data).filter(([name]) => !name.startsWith(ownKey)));

/**
 * Writes the answer, how far it goes and the hand-over in one transaction: all of it or nothing. Whoever took the
 * conversation over meanwhile, and a turn that another server has answered, win: false, and nothing is written.
 */
export async function commitAnswer(deps: AssistantDeps, turn: Turn, answer: Answer): Promise<boolean> {
  const committed = await transact(deps.pool, async (tx) => {
    const on = await holdOn(tx, turn.assistant.id);
    if (!(await isStillOurs(tx, turn))) return false;
    const upTo = turn.messages.at(-1)?.seq ?? turn.answeredSeq;
    for (const [index, { text, choices }] of answer.messages.entries())
      await appendEntry(tx, {
        conversationId: turn.conversationId,
        clientId: clientIdOf(turn.conversationId, upTo, index),
        author: { kind: "bot", id: turn.assistant.id, name: turn.assistant.name },
        visibility: "public",
        body: { kind: "message", text, files: [], ...(choices?.length ? { choices: [...choices] } : {}) },
        preview: previewOf(text, []),
      });
    await tx.query(
      `update assistant_turns set answered_seq = $2, attempts = 0, next_at = now(), data = $3 where conversation_id = $1`,
      [turn.conversationId, upTo, JSON.stringify(answer.data)],
    );
    // The head is held since isStillOurs(): what was written before is seen here, what comes after marks it itself. One
    // that has been switched off while this was asked stays due: it hands over what it has.
    await tx.query(
      `update conversations c set agent_read = greatest(agent_read, $2), version = version + 1,
         assistant_due = not $3 or ${unansweredSql("$2")} where c.id = $1`,
      [turn.conversationId, upTo, on],
    );
    if (answer.handOver) await handOver(tx, turn, answer.data, answer.handOver);
    tx.note(`c:${turn.conversationId}`);
    return true;
  });
  const written = await deps.news.publish(committed);
  if (written && answer.handOver) deps.wakeRouter();
  return written;
}

async function isStillOurs(tx: Work, { conversationId, assistant, answeredSeq }: Turn): Promise<boolean> {
  const head = await tx.query(
    "select 1 from conversations where id = $1 and state = 'assistant' and assistant_id = $2 for no key update",
    [conversationId, assistant.id],
  );
  if (head.rowCount === 0) return false;
  const turn = await tx.query(
    "select 1 from assistant_turns where conversation_id = $1 and answered_seq = $2 for update",
    [conversationId, answeredSeq],
  );
  return turn.rowCount !== 0;
}

/** To people: it waits in its queue (or the one named), by that one's priority, and the staff see what was learnt. */
async function handOver(
  tx: Work,
  { conversationId, workspaceId, assistant }: Turn,
  data: Readonly<Record<string, string>>,
  { queueId, summary, problem }: HandOver,
): Promise<void> {
  await tx.query(
    `update conversations c set state = 'waiting', waiting_since = now(), version = c.version + 1,
       assignment_token = c.assignment_token + 1, attempts = 0, next_attempt_at = null, queue_id = q.id,
       priority = coalesce((q.rules->>'priority')::int, ${defaultQueueRules.priority})
     from queues q where c.id = $1 and q.id = coalesce((select named.id from queues named
         where named.id = $2 and named.workspace_id = $3 and named.archived_at is null), c.queue_id)`,
    [conversationId, queueId, workspaceId],
  );
  await tx.query(
    "update assistant_turns set handed_over_at = now(), summary = $2 where conversation_id = $1",
    [conversationId, summary],
  );
  const told = Object.entries(learnt(data)).map(([name, value]) => [`data.${name}`, value]);
  await appendNoted(tx, conversationId, "assistant_handed_over", {
    detail: { assistant: assistant.name, summary, ...(problem && { problem }), ...Object.fromEntries(told) },
  });
}
