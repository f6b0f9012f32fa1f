import { transact } from "#server/platform/news/index.ts";
import { queueRulesOf } from "#shared/domain/queue-rules.ts";
import { moreTime } from "#shared/domain/wrap-up.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { appendNoted } from "../conversations/index.ts";
import { holdConversation } from "../labels/index.ts";
import type { WrapUpDeps } from "./deps.ts";

export interface ExtendInput {
  readonly conversationId: string;
  /** When its time is over, as the agent sees it: asked a second time, the same minute is not added twice. */
  readonly until: string;
}

/**
 * Gives an agent who is not done a minute more for his after-contact work, in all as much again as its queue gives; it
 * stands in the conversation.
 */
export const extendWrapUp =
  (deps: WrapUpDeps) =>
  async (actor: Actor, { conversationId, until }: ExtendInput): Promise<void> =>
    deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { queueId } = await holdConversation(tx, actor, "conversation.close", conversationId);
        const { rows } = await tx.query<{ id: string; startedAt: Date; until: Date | null; now: Date }>(
          `select id, started_at as "startedAt", until, now() from wrap_ups
           where conversation_id = $1 and user_id = $2 and ended_at is null for no key update`,
          [conversationId, actor.id],
        );
        const work = rows[0] ?? fail("wrap_up.not_found", { conversationId });
        if (work.until && work.until.getTime() !== Date.parse(until)) return;
        const { rows: queues } = await tx.query("select rules from queues where id = $1", [queueId]);
        const { seconds: given } = queueRulesOf(queues[0]?.rules ?? null).wrapUp;
        const times = { startedAt: work.startedAt.toISOString(), until: work.until?.toISOString() ?? null };
        const seconds = moreTime(times, given, work.now.getTime());
        if (seconds === 0) fail("wrap_up.no_more_time", { conversationId });
        await tx.query(
          `update wrap_ups set until = greatest(until, now()) + make_interval(secs => $2), version = version + 1 where id = $1`,
          [work.id, seconds],
        );
        const who = { id: actor.id, name: actor.name };
        await appendNoted(tx, conversationId, "wrap_up_extended", {
          who,
          author: { kind: "agent", ...who },
          detail: { seconds },
        });
        await tx.query("update conversations set version = version + 1 where id = $1", [conversationId]);
        tx.note(`c:${conversationId}`);
      }),
    );
