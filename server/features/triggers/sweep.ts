import { eachApart } from "#server/platform/each-apart.ts";
import { transact } from "#server/platform/news/index.ts";
import { actOn, type Done } from "./act.ts";
import type { TriggerDeps } from "./deps.ts";
import { dueSilences } from "./silences.ts";

/** One sweep at a time over all server processes. */
const sweepLock = 7_321;

/**
 * One round: what is due is gathered under the lock of the sweep, then each conversation has a short transaction of its
 * own. Should two servers gather the same, each conversation's row lock still lets only one of them act. Answers what
 * was done.
 */
export async function sweepTriggers(deps: TriggerDeps): Promise<readonly Done[]> {
  const { result: due } = await transact(deps.pool, async (tx) => {
    const { rows } = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
      sweepLock,
    ]);
    return rows[0]?.mine ? dueSilences(tx) : [];
  });
  const done = await eachApart(due, { log: deps.log, what: "triggers" }, async (one) =>
    deps.news.publish(await transact(deps.pool, (tx) => actOn(tx, deps, one))),
  );
  if (done.includes("transferred") || done.includes("closed")) deps.wakeRouter();
  return done;
}
