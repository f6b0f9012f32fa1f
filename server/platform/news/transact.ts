import type pg from "pg";
import { writeActivities } from "#server/platform/agent-activity/write-activities.ts";
import { inTransaction } from "#server/platform/db/in-transaction.ts";
import { withRetry } from "#server/platform/message-store/retry.ts";

/** `c:<conversation>`, `e:<conversation>:<seq>`, `o:<offer>`, `s:<user>`: what changed, not how. */
export type NewsRef = string;

/** One transaction and the news it will be once committed. */
export interface Work {
  readonly query: pg.PoolClient["query"];
  /** Notes that something changed; the same reference twice is told once. */
  note(...refs: NewsRef[]): void;
}

/** What was committed: the result, and the outbox row that holds its news (null: there was none). */
export interface Committed<T> {
  readonly result: T;
  readonly newsId: number | null;
  readonly refs: readonly NewsRef[];
}

const attempt = <T>(pool: pg.Pool, work: (tx: Work) => Promise<T>): Promise<Committed<T>> =>
  inTransaction(pool, async (client) => {
    const refs = new Set<NewsRef>();
    const result = await work({
      query: client.query.bind(client),
      note: (...more) => {
        for (const ref of more) refs.add(ref);
      },
    });
    await writeActivities(client, refs);
    let newsId: number | null = null;
    if (refs.size > 0) {
      const row = await client.query<{ id: string }>(
        "insert into news_outbox (refs) values ($1) returning id",
        [[...refs]],
      );
      newsId = Number(row.rows[0]?.id);
    }
    return { result, newsId, refs: [...refs] };
  });

/**
 * Runs work in one transaction together with the outbox row of its news, and with what people do from then on, when it
 * is about their work (`s:`, `o:`). Deadlocks and lost races are repeated,
 * so the work must have no effect outside the transaction. Throws `server.busy` without a database.
 */
export const transact = <T>(pool: pg.Pool, work: (tx: Work) => Promise<T>): Promise<Committed<T>> =>
  withRetry(() => attempt(pool, work));
