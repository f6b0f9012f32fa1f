import { transact, type Work } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { missingInWrapUp } from "#shared/domain/wrap-up.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { appendNote, appendNoted } from "../conversations/index.ts";
import { requireDisposition } from "../dispositions/index.ts";
import {
  type HeldConversation,
  holdConversation,
  topicsFor,
  writeTags,
  writeTopics,
} from "../labels/index.ts";
import type { WrapUpDeps } from "./deps.ts";
import { endWrapUp } from "./end-wrap-up.ts";

export interface FinishInput {
  readonly conversationId: string;
  readonly disposition: string | null;
  readonly topicIds?: readonly string[] | undefined;
  readonly tagIds?: readonly string[] | undefined;
  readonly note: string;
}

/**
 * Saves after-contact work and ends it. What its time has ended, or the system, may still be saved as long as the
 * conversation is closed: what was written is not lost. What was saved once is not saved again.
 */
export const finishWrapUp =
  (deps: WrapUpDeps) =>
  async (actor: Actor, input: FinishInput): Promise<void> => {
    const { conversationId } = input;
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const head = await holdConversation(tx, actor, "conversation.close", conversationId);
        const work = await newestOf(tx, conversationId, actor.id);
        if (work?.endedBy === "saved") return;
        if (!work || (work.endedBy !== null && head.state !== "closed"))
          fail("wrap_up.not_found", { conversationId });
        const detail = await save(tx, actor, head, input);
        const who = { id: actor.id, name: actor.name };
        if (work.endedBy === null) {
          const one = { id: work.id, conversationId, userId: actor.id, userName: actor.name };
          await endWrapUp(deps, tx, one, { by: "saved", detail });
          return;
        }
        // Its time counts as it ended; what it found is kept.
        await tx.query("update wrap_ups set ended_by = 'saved', version = version + 1 where id = $1", [
          work.id,
        ]);
        await appendNoted(tx, conversationId, "wrapped_up", {
          who,
          author: { kind: "agent", ...who },
          detail: { ...detail, by: "late" },
        });
        await tx.query("update conversations set version = version + 1 where id = $1", [conversationId]);
        tx.note(`c:${conversationId}`);
      }),
    );
    deps.wakeRouter();
  };

interface NewestWrapUp {
  readonly id: string;
  readonly endedBy: "saved" | "timer" | "released" | null;
}

/** The last after-contact work of somebody on a conversation. */
async function newestOf(tx: Work, conversationId: string, userId: string): Promise<NewestWrapUp | undefined> {
  const { rows } = await tx.query<NewestWrapUp>(
    `select id, ended_by as "endedBy" from wrap_ups where conversation_id = $1 and user_id = $2
     order by ended_at is null desc, started_at desc limit 1`,
    [conversationId, userId],
  );
  return rows[0];
}

/** Writes what was found, after looking that nothing the queue asks for is missing. Answers it in words. */
async function save(tx: Work, actor: Actor, head: HeldConversation, input: FinishInput) {
  const { conversationId } = head;
  await refuseIncomplete(tx, head, input);
  const ended = await endedAs(tx, head, input.disposition);
  const topics = input.topicIds ? await writeTopics(tx, head, input.topicIds) : null;
  const tags = input.tagIds ? await writeTags(tx, head, input.tagIds) : null;
  const author = { kind: "agent" as const, id: actor.id, name: actor.name };
  await appendNote(tx, conversationId, author, input.note);
  const outcome = input.disposition ?? head.outcome;
  await tx.query("update conversations set outcome = $2 where id = $1", [conversationId, outcome]);
  return {
    ...ended,
    ...(topics ? { topics } : {}),
    ...(tags ? { tags } : {}),
  };
}

/** What he chose, by its name in the house, and by its key: the first ones are translated for whoever reads it. */
async function endedAs(tx: Work, { workspaceId }: HeldConversation, key: string | null) {
  if (key === null) return {};
  return {
    disposition: await requireDisposition(tx, workspaceId, { key, field: "disposition" }),
    outcome: key,
  };
}

async function refuseIncomplete(tx: Work, head: HeldConversation, input: FinishInput): Promise<void> {
  const { rows } = await tx.query("select rules from queues where id = $1", [head.queueId]);
  const { wrapUp } = queueRulesOf(rows[0]?.rules ?? null);
  const topics = await topicsFor(tx, head);
  const had = topics.filter((one) => one.had).map(({ id }) => id);
  const given = { disposition: input.disposition ?? head.outcome, topicIds: input.topicIds ?? had };
  const missing = missingInWrapUp(wrapUp, given, topics.filter((one) => one.choosable).length);
  if (missing.length > 0)
    fail(
      "wrap_up.incomplete",
      { missing },
      missing.map((field) => ({ field, problem: "is required by the queue" })),
    );
}
