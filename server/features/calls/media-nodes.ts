import { eachApart } from "#server/platform/each-apart.ts";
import { transact } from "#server/platform/news/index.ts";
import { callRows } from "./call-rows.ts";
import type { CallDeps } from "./deps.ts";

/** A server of which nothing was heard for so long, s, is not waited for: its calls are carried by others. */
const patienceSeconds = 20;

/** Says that this server is there for the calls in its engine, or in what else goes by that name. */
export async function renewNode(
  { pool, media }: Pick<CallDeps, "pool" | "media">,
  node = media.node,
): Promise<void> {
  await pool.query(
    "insert into media_nodes (node, seen_at) values ($1, now()) on conflict (node) do update set seen_at = now()",
    [node],
  );
}

/** Puts in force here what was changed while this server was away, or by another one that was. */
export async function catchUp(deps: CallDeps): Promise<void> {
  const rows = await callRows(deps.pool, "k.ended_at is null and k.media_node = $1", [deps.media.node]);
  await eachApart(
    rows.filter(({ call }) => !deps.media.isInForce(call)),
    { log: deps.log, what: "a call that has changed meanwhile" },
    (row) => deps.media.apply(row),
  );
}

/**
 * Frees calls from the engine of a server that is gone for good. Their clients bring their media anew, to the engine of
 * whichever server they reach; nobody has left the call meanwhile.
 */
export async function freeFromLostNodes(deps: CallDeps): Promise<void> {
  await deps.news.publish(
    await transact(deps.pool, async (tx) => {
      const { rows } = await tx.query<{ id: string }>(
        `update calls k set media_node = null, media_epoch = media_epoch + 1, customer_version = customer_version + 1
         where k.ended_at is null and k.media_node <> $1 and exists (
           select 1 from media_nodes n where n.node = k.media_node
             and n.seen_at < now() - interval '${patienceSeconds} seconds')
         returning k.id`,
        [deps.media.node],
      );
      if (rows.length === 0) return;
      const ids = rows.map(({ id }) => id);
      await tx.query(
        `update call_media set state = 'lost', since = now()
         where call_id = any($1::uuid[]) and state in ('connecting', 'connected')`,
        [ids],
      );
      tx.note(...ids.flatMap((id) => [`k:${id}`, `v:${id}`]));
      deps.log.warn({ calls: ids.length }, "a server with calls is gone; they are carried by others");
    }),
  );
}
