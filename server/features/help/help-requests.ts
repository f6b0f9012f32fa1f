import type pg from "pg";
import { type NewsDesk, transact, type Work } from "#server/platform/news/index.ts";
import type { HelpRequest } from "#shared/contract/help.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { appendNoted, assistReach } from "../conversations/index.ts";
import { helpRecords } from "./help-records.ts";

export interface HelpDeps {
  readonly pool: pg.Pool;
  readonly news: NewsDesk;
}

const authorOf = ({ id, name }: Actor) => ({ kind: "agent" as const, id, name });

/** The conversation's record shows that help is asked for, so it has changed too. */
async function touch(
  tx: Work,
  { id, conversationId }: { id: string; conversationId: string },
): Promise<void> {
  await tx.query("update conversations set version = version + 1 where id = $1", [conversationId]);
  tx.note(`h:${id}`, `c:${conversationId}`);
}

async function requestNow({ pool }: HelpDeps, id: string): Promise<HelpRequest> {
  const [record] = await helpRecords(pool, "h.id = $1", [id]);
  return record?.request ?? fail("help.not_found", { id });
}

/** Those that concern whoever looks after the agents who ask; not his own. */
export const listHelp =
  ({ pool }: HelpDeps) =>
  async (actor: Actor): Promise<HelpRequest[]> => {
    const values: unknown[] = [actor.id];
    const where = `h.state <> 'closed' and h.user_id <> $1 and ${assistReach(actor, values)}`;
    return (await helpRecords(pool, where, values)).map(({ request }) => request);
  };

/** Those that one has asked oneself. */
export const ownHelp =
  ({ pool }: HelpDeps) =>
  async (actor: Actor): Promise<HelpRequest[]> =>
    (await helpRecords(pool, "h.state <> 'closed' and h.user_id = $1", [actor.id])).map(
      ({ request }) => request,
    );

/** Asks for help with one's own conversation, once at a time. */
export const askForHelp =
  (deps: HelpDeps) =>
  async (actor: Actor, conversationId: string, reason: string): Promise<HelpRequest> => {
    const id = await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const { rows } = await tx.query<{
          workspaceId: string;
          userId: string | null;
          queueId: string;
          state: string;
        }>(
          `select workspace_id as "workspaceId", assignee_id as "userId", queue_id as "queueId", state
           from conversations where id = $1 for no key update`,
          [conversationId],
        );
        const head = rows[0] ?? fail("conversation.not_found", { conversationId });
        const resource = { workspaceId: head.workspaceId, ownerId: head.userId, queueId: head.queueId };
        if (!can(actor, "conversation.reply", resource) || head.userId !== actor.id)
          fail("conversation.not_found", { conversationId });
        if (head.state !== "assigned") fail("conversation.not_assigned", { conversationId });
        await closeStale(tx, conversationId);
        const made = await tx.query<{ id: string }>(
          `insert into help_requests (id, workspace_id, conversation_id, user_id, reason)
           values (gen_random_uuid(), $1, $2, $3, $4)
           on conflict (conversation_id) where state <> 'closed' do nothing returning id`,
          [actor.workspaceId, conversationId, actor.id, reason],
        );
        const request = made.rows[0] ?? fail("help.open_already", { conversationId });
        await appendNoted(tx, conversationId, "help_asked", {
          author: authorOf(actor),
          who: actor,
          detail: { reason },
        });
        await touch(tx, { id: request.id, conversationId });
        return request.id;
      }),
    );
    return requestNow(deps, id);
  };

interface Held {
  readonly id: string;
  readonly conversationId: string;
  readonly state: HelpRequest["state"];
  readonly userId: string;
  readonly takenBy: string | null;
}

/** Locks the request behind its conversation; other people's look as if they were not there. */
async function lockRequest(tx: Work, helpId: string, mine: (actorOf: Held) => boolean): Promise<Held> {
  await tx.query(
    `select 1 from conversations where id = (select conversation_id from help_requests where id = $1) for no key update`,
    [helpId],
  );
  const { rows } = await tx.query<Held>(
    `select id, conversation_id as "conversationId", state, user_id as "userId", taken_by as "takenBy"
     from help_requests where id = $1 for no key update`,
    [helpId],
  );
  const held = rows[0];
  if (!held || !mine(held)) return fail("help.not_found", { helpId });
  if (held.state === "closed") fail("help.gone", { helpId });
  return held;
}

/** Whether it concerns the actor: one of those whom he looks after asks. */
async function concerns({ pool }: HelpDeps, actor: Actor, helpId: string): Promise<void> {
  const [record] = await helpRecords(pool, "h.id = $1", [helpId]);
  const isHis = record && record.request.askedBy.id !== actor.id;
  if (!isHis || !can(actor, "conversation.assist", record.resource)) fail("help.not_found", { helpId });
}

/** Comes to help. Exactly one does; the agent who asked is told who. */
export const takeHelp =
  (deps: HelpDeps) =>
  async (actor: Actor, helpId: string): Promise<HelpRequest> => {
    await concerns(deps, actor, helpId);
    await deps.news.publish(
      await transact(deps.pool, async (tx) => {
        const held = await lockRequest(tx, helpId, () => true);
        // Who asks again did not hear the answer.
        if (held.takenBy === actor.id) return;
        if (held.state !== "open") fail("help.gone", { helpId });
        await tx.query(
          "update help_requests set state = 'taken', taken_by = $2, taken_at = now(), version = version + 1 where id = $1",
          [helpId, actor.id],
        );
        await appendNoted(tx, held.conversationId, "help_taken", { author: authorOf(actor), who: actor });
        await touch(tx, held);
      }),
    );
    return requestNow(deps, helpId);
  };

async function close(tx: Work, actor: Actor, held: Held): Promise<void> {
  await tx.query(
    "update help_requests set state = 'closed', closed_at = now(), version = version + 1 where id = $1",
    [held.id],
  );
  await appendNoted(tx, held.conversationId, "help_closed", { author: authorOf(actor), who: actor });
  await touch(tx, held);
}

/** Says that it is over: whoever looks after the agent. */
export const closeHelp =
  (deps: HelpDeps) =>
  async (actor: Actor, helpId: string): Promise<HelpRequest> => {
    await concerns(deps, actor, helpId);
    await deps.news.publish(
      await transact(deps.pool, async (tx) => close(tx, actor, await lockRequest(tx, helpId, () => true))),
    );
    return requestNow(deps, helpId);
  };

/** Takes one's own request back. */
export const withdrawHelp =
  (deps: HelpDeps) =>
  async (actor: Actor, helpId: string): Promise<HelpRequest> => {
    await deps.news.publish(
      await transact(deps.pool, async (tx) =>
        close(tx, actor, await lockRequest(tx, helpId, ({ userId }) => userId === actor.id)),
      ),
    );
    return requestNow(deps, helpId);
  };

/**
 * Requests of somebody who has the conversation no longer are over. Answers how many there were. The conversations
 * before their requests, as all who change requests do; what somebody else has in hand is looked at again.
 */
export async function closeStale(tx: Work, conversationId?: string): Promise<number> {
  const { rows } = await tx.query<{ id: string; conversationId: string }>(
    `with stale as (
       select h.id from help_requests h join conversations c on c.id = h.conversation_id
       where h.state <> 'closed' and ($1::uuid is null or c.id = $1)
         and (c.state <> 'assigned' or c.assignee_id is distinct from h.user_id)
       for no key update of c skip locked)
     update help_requests h set state = 'closed', closed_at = now(), version = h.version + 1
     where h.id in (select id from stale) and h.state <> 'closed'
     returning h.id, h.conversation_id as "conversationId"`,
    [conversationId ?? null],
  );
  for (const one of rows) await touch(tx, one);
  return rows.length;
}
