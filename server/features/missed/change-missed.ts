import { missedReach } from "#server/features/conversations/index.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { type MissedItem, undoSeconds } from "#shared/contract/missed.ts";
import { fail } from "#shared/errors/app-error.ts";
import type { Actor } from "#shared/permissions/can.ts";
import { mayGiveBack } from "#shared/permissions/missed-work.ts";
import type { MissedDeps } from "./deps.ts";
import { reachesMissed } from "./missed-reach.ts";
import { type MissedRecord, missedRecords } from "./missed-records.ts";

/** So many stand in a list; older ones are in the history. */
const most = 200;

/** Open ones, the oldest first; or those that are done, the newest first. */
export async function listMissed(
  { pool }: Pick<MissedDeps, "pool">,
  actor: Actor,
  view: "open" | "done",
): Promise<MissedItem[]> {
  const values: unknown[] = [];
  const reach = missedReach(actor, values);
  const which = view === "open" ? "m.state <> 'done'" : "m.state = 'done'";
  const order = view === "open" ? "m.created_at" : "m.done_at desc";
  const records = await missedRecords(pool, `${which} and ${reach} order by ${order} limit ${most}`, values);
  return records.map(({ item }) => item);
}

/** The item behind its lock; other people's look as if they were not there. */
async function held(tx: Work, actor: Actor, missedId: string): Promise<MissedRecord> {
  await tx.query("select 1 from missed_items where id = $1 for no key update", [missedId]);
  const [record] = await missedRecords(tx, "m.id = $1", [missedId]);
  return record && reachesMissed(actor, record) ? record : fail("missed.not_found", { missedId });
}

/**
 * Runs a change on an item that one may reach: the rest is the change's own business. `before` takes the locks that
 * come before the item's own.
 */
const changing =
  (
    change: (tx: Work, actor: Actor, item: MissedItem, record: MissedRecord) => Promise<void>,
    before?: (tx: Work, missedId: string) => Promise<void>,
  ) =>
  async (deps: MissedDeps, actor: Actor, missedId: string): Promise<MissedItem> =>
    deps.news.publish(
      await transact(deps.pool, async (tx) => {
        await before?.(tx, missedId);
        const record = await held(tx, actor, missedId);
        await change(tx, actor, record.item, record);
        tx.note(`m:${missedId}`);
        const [now] = await missedRecords(tx, "m.id = $1", [missedId]);
        return now?.item ?? fail("missed.not_found", { missedId });
      }),
    );

const refuseDone = ({ id, state }: MissedItem) => {
  if (state === "done") fail("missed.done", { missedId: id });
};

/** He sees to it. Taking what one has already changes nothing; of two, the first has it. */
export const takeMissed = changing(async (tx, actor, item) => {
  refuseDone(item);
  if (item.takenBy && item.takenBy.id !== actor.id) fail("missed.taken", { missedId: item.id });
  await tx.query(
    `update missed_items set state = 'taken', taken_by = $2, taken_at = coalesce(taken_at, now()), version = version + 1
      where id = $1 and taken_by is distinct from $2`,
    [item.id, actor.id],
  );
});

/** Gives back what one took, or a colleague whom one looks after. */
export const releaseMissed = changing(async (tx, actor, item, record) => {
  refuseDone(item);
  if (!mayGiveBack(actor, record)) fail("missed.taken", { missedId: item.id });
  await tx.query(
    "update missed_items set state = 'open', taken_by = null, taken_at = null, version = version + 1 where id = $1",
    [item.id],
  );
});

interface NoteInput {
  readonly missedId: string;
  readonly note: string;
  /** The note that he saw as he wrote. */
  readonly seen: string | null;
}

/** Notes something on it; what a colleague noted meanwhile is not written over. */
export const noteMissed = (
  deps: MissedDeps,
  actor: Actor,
  { missedId, note, seen }: NoteInput,
): Promise<MissedItem> =>
  changing(async (tx, _actor, item) => {
    if ((item.note ?? "") !== (seen ?? "")) fail("record.stale", { missedId });
    await tx.query("update missed_items set note = nullif($2, ''), version = version + 1 where id = $1", [
      item.id,
      note.trim(),
    ]);
  })(deps, actor, missedId);

/** Marked as done by hand. */
export const closeMissed = changing(async (tx, actor, item) => {
  refuseDone(item);
  await tx.query(
    `update missed_items set state = 'done', done_at = now(), done_by = 'closed', done_by_user_id = $2, version = version + 1
      where id = $1`,
    [item.id, actor.id],
  );
});

/** Takes back, for some seconds, that one marked it as done oneself; too late when he was missed anew by now. */
export const undoMissed = changing(async (tx, actor, item) => {
  const { rowCount } = await tx.query(
    `update missed_items m set state = case when taken_by is null then 'open' else 'taken' end, done_at = null, done_by = null,
       done_by_user_id = null, version = version + 1
      where id = $1 and state = 'done' and done_by = 'closed' and done_by_user_id = $2
        and done_at > now() - make_interval(secs => ${undoSeconds})
        and not exists (select 1 from missed_items o where o.conversation_id = m.conversation_id and o.state <> 'done')`,
    [item.id, actor.id],
  );
  if (rowCount === 0) fail("missed.too_late", { missedId: item.id });
}, holdConversation);

/** A customer is on the list once: nothing else of his conversation may come to be open meanwhile. */
async function holdConversation(tx: Work, missedId: string): Promise<void> {
  await tx.query(
    "select 1 from conversations where id = (select conversation_id from missed_items where id = $1) for no key update",
    [missedId],
  );
}
