import type { Work } from "#server/platform/news/index.ts";
import { appendNoted } from "../conversations/index.ts";
import type { WrapUpDeps } from "./deps.ts";

export interface OpenWrapUp {
  readonly id: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly userName: string;
}

/** How after-contact work ended: `by` as it is told to the staff, `at` when that was not just now. */
export interface WrapUpEnd {
  readonly by: "saved" | "timer" | "released" | "reopened";
  readonly at?: Date | null;
  readonly detail?: Readonly<Record<string, string | number | null>>;
}

const stored = { saved: "saved", timer: "timer", released: "released", reopened: "released" } as const;

/**
 * Ends it, says so in the conversation, and lets its agent's next status come. The caller holds the conversation's row.
 * Ends nothing twice.
 */
export async function endWrapUp(
  deps: Pick<WrapUpDeps, "becameFree">,
  tx: Work,
  { id, conversationId, userId, userName }: OpenWrapUp,
  { by, at = null, detail = {} }: WrapUpEnd,
): Promise<void> {
  const { rows } = await tx.query<{ seconds: number }>(
    `update wrap_ups set ended_at = greatest(started_at, least(now(), coalesce($3::timestamptz, now()))),
       ended_by = $2, version = version + 1
     where id = $1 and ended_at is null
     returning extract(epoch from ended_at - started_at)::int as seconds`,
    [id, stored[by], at],
  );
  if (!rows[0]) return;
  const who = { id: userId, name: userName };
  await appendNoted(tx, conversationId, "wrapped_up", {
    who,
    ...(by === "saved" ? { author: { kind: "agent" as const, ...who } } : {}),
    detail: { ...detail, seconds: rows[0].seconds, by },
  });
  await tx.query("update conversations set version = version + 1 where id = $1", [conversationId]);
  tx.note(`c:${conversationId}`, `s:${userId}`);
  await deps.becameFree(tx, userId);
}

/** The open after-contact work on a conversation. */
export async function openWrapUpOf(tx: Work, conversationId: string): Promise<OpenWrapUp | undefined> {
  const { rows } = await tx.query<OpenWrapUp>(
    `select w.id, w.conversation_id as "conversationId", w.user_id as "userId",
       coalesce(u.name, '') as "userName"
     from wrap_ups w left join users u on u.id = w.user_id
     where w.conversation_id = $1 and w.ended_at is null`,
    [conversationId],
  );
  return rows[0];
}
