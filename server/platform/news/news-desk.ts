import type pg from "pg";
import type { Logger } from "pino";
import { inTransaction } from "#server/platform/db/in-transaction.ts";
import type { Committed, NewsRef } from "./transact.ts";

/** Tells the news behind references of one kind: reads the whole records anew and sends them to whom they concern. */
export type Teller = (ids: readonly string[]) => Promise<void>;

export interface NewsDesk {
  /** A feature says that it tells references of this kind; of several each is called, one after another. */
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

interface Row {
  readonly id: string;
  readonly refs: string[];
}

/** The transactional outbox's reader. News is only what is committed, and what is committed is told at least once. */
export function createNewsDesk({ pool, log }: { pool: pg.Pool; log: Logger }): NewsDesk {
  const tellers = new Map<string, Teller[]>();
  let forget: number[] = [];
  const stops: (() => Promise<void>)[] = [];

  async function tell(refs: readonly NewsRef[]): Promise<void> {
    const byKind = Map.groupBy(refs, (ref) => ref.slice(0, ref.indexOf(":")));
    for (const [kind, of] of byKind) {
      const ofKind = tellers.get(kind);
      // Perhaps a newer server's news: it stays in the outbox for somebody who can tell it.
      if (!ofKind) throw new Error(`nobody tells news of the kind ${kind}`);
      for (const teller of ofKind) await teller(of.map((ref) => ref.slice(kind.length + 1)));
    }
  }

  const isTold = (refs: readonly NewsRef[], onFailure = (_: unknown) => {}): Promise<boolean> =>
    tell(refs).then(
      () => true,
      (error: unknown) => {
        onFailure(error);
        return false;
      },
    );

  /** Tells all at once, or, should that fail, row by row: what cannot be told does not hold up the others. */
  async function tellRows(rows: readonly Row[]): Promise<string[]> {
    if (await isTold(rows.flatMap(({ refs }) => refs))) return rows.map(({ id }) => id);
    const told: string[] = [];
    for (const { id, refs } of rows) {
      const warn = (err: unknown) => log.warn({ err, newsId: id }, "a row of the news outbox cannot be told");
      if (await isTold(refs, warn)) told.push(id);
    }
    return told;
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

  const sweep = (): Promise<number> =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<Row>(
        `select id, refs from news_outbox where created_at < now() - interval '${orphanedAfter}'
         order by id for update skip locked limit 200`,
      );
      const told = await tellRows(rows);
      await client.query("delete from news_outbox where id = any($1)", [told]);
      return told.length;
    });

  /** One run at a time, so that a slow database is not asked ever more; what is under way is awaited at the stop. */
  const every = (ms: number, work: () => Promise<unknown>) => {
    let running: Promise<unknown> | null = null;
    const timer = setInterval(() => {
      running ??= work()
        .catch((error: unknown) => log.warn({ err: error }, "the news outbox could not be read"))
        .finally(() => {
          running = null;
        });
    }, ms);
    stops.push(async () => {
      clearInterval(timer);
      await running;
    });
  };

  return {
    register: (kind, teller) => void tellers.set(kind, [...(tellers.get(kind) ?? []), teller]),
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
      every(forgetMs, flush);
      every(sweepMs, sweep);
    },
    async stop() {
      await Promise.all(stops.splice(0).map((stop) => stop()));
      await flush();
    },
  };
}
