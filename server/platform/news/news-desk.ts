import type pg from "pg";
import type { Logger } from "pino";
import type { Committed, NewsRef } from "./transact.ts";

/** Tells the news behind references of one kind: reads the whole records anew and sends them to whom they concern. */
export type Teller = (ids: readonly string[]) => Promise<void>;

export interface NewsDesk {
  /** A feature says that it tells references of this kind. */
  register(kind: string, tell: Teller): void;
  /** Tells what was just committed, then forgets its outbox row. Gives back the result. */
  publish<T>(committed: Committed<T>): Promise<T>;
  /** For the hot path, which has told the news already: only forgets the row. */
  told(newsId: number): void;
  /** Tells what some process committed and did not live to tell. */
  sweep(): Promise<number>;
  start(): void;
  stop(): Promise<void>;
}

const forgetMs = 150;
const sweepMs = 2_000;
/** Older than this, and still there: whoever committed it is gone or stuck. */
const orphanedAfter = "3 seconds";

/** The transactional outbox's reader. News is only what is committed, and what is committed is told at least once. */
export function createNewsDesk({ pool, log }: { pool: pg.Pool; log: Logger }): NewsDesk {
  const tellers = new Map<string, Teller>();
  let forget: number[] = [];
  const timers: NodeJS.Timeout[] = [];

  async function tell(refs: readonly NewsRef[]): Promise<void> {
    const byKind = Map.groupBy(refs, (ref) => ref.slice(0, ref.indexOf(":")));
    for (const [kind, of] of byKind) await tellers.get(kind)?.(of.map((ref) => ref.slice(kind.length + 1)));
  }

  async function flush(): Promise<void> {
    if (forget.length === 0) return;
    const ids = forget;
    forget = [];
    try {
      await pool.query({
        name: "forget-news",
        text: "delete from news_outbox where id = any($1)",
        values: [ids],
      });
    } catch (error) {
      // Told twice does no harm: readers keep the newer.
      log.warn({ err: error, count: ids.length }, "told news stays in the outbox and will be told again");
    }
  }

  async function sweep(): Promise<number> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const { rows } = await client.query<{ id: string; refs: string[] }>(
        `select id, refs from news_outbox where created_at < now() - interval '${orphanedAfter}'
         order by id for update skip locked limit 200`,
      );
      await tell(rows.flatMap(({ refs }) => refs));
      await client.query("delete from news_outbox where id = any($1)", [rows.map(({ id }) => id)]);
      await client.query("commit");
      return rows.length;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  const quietly = (work: () => Promise<unknown>) => () =>
    void work().catch((error: unknown) => log.warn({ err: error }, "the news outbox could not be read"));

  return {
    register: (kind, teller) => void tellers.set(kind, teller),
    async publish({ result, newsId, refs }) {
      try {
        await tell(refs);
        if (newsId !== null) forget.push(newsId);
      } catch (error) {
        // The command is done; the sweep tells the news.
        log.warn({ err: error }, "news could not be told at once");
      }
      return result;
    },
    told: (newsId) => void forget.push(newsId),
    sweep,
    start() {
      timers.push(setInterval(quietly(flush), forgetMs), setInterval(quietly(sweep), sweepMs));
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      await flush();
    },
  };
}
