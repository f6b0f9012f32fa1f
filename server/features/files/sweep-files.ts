import type pg from "pg";
import type { Logger } from "pino";
import { inTransaction } from "#server/platform/db/in-transaction.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import type { Storage } from "#server/platform/storage/folder-storage.ts";
import { createSweep } from "#server/platform/sweep.ts";

/** Regular look, ms. */
const tickMs = 60_000;
/** One sweep at a time over all server processes. */
const sweepLock = 7_361;
/** Examined in one look, so that a look is short however many files there are. */
const batch = 500;

/** A form may stand open for a while before it is saved with what was uploaded for it. */
const libraryAge = "7 days";
/** A draft keeps what was attached, and what was queued without a connection is sent days later. */
const unsentAge = "30 days";

export interface SweepFilesDeps {
  readonly pool: pg.Pool;
  readonly storage: Pick<Storage, "remove">;
  readonly log: Pick<Logger, "warn" | "error">;
}

/** Files of the library that no shortcut names. */
const librarySql = `
  delete from files f using (
    select id from files where conversation_id in (select id from workspaces) and created_at < now() - interval '${libraryAge}'
      and not exists (select 1 from shortcuts s where s.workspace_id = files.workspace_id and files.id = any(s.file_ids))
    order by id limit ${batch} for update skip locked) old
  where f.id = old.id returning f.storage_key as "storageKey"`;

/** The next files, from where the last look ended. Their ids are in the order of time. */
const nextSql = `
  select id, conversation_id = workspace_id as library, created_at < now() - interval '${unsentAge}' as old
    from files where id > $1 order by id limit ${batch}`;

interface Next {
  readonly id: string;
  readonly library: boolean;
  readonly old: boolean;
}

/** Those of them that no message or note of their conversation has. */
const unsentSql = `
  delete from files f where f.id = any($1::uuid[]) and not exists (select 1 from conversation_events e
    where e.conversation_id = f.conversation_id
      and e.body->'files' @> jsonb_build_array(jsonb_build_object('id', f.id)))
  returning f.storage_key as "storageKey"`;

const beginning = "00000000-0000-0000-0000-000000000000";

interface Stored {
  readonly storageKey: string;
}

/**
 * Takes away what was uploaded, or copied from a shortcut, and never sent or saved. Files are many and old ones do not
 * change, so each look goes on where the one before ended; after the last it begins anew. The rows go first: what is
 * left over when a process dies in between is only bytes.
 */
export function createFilesSweep({ pool, storage, log }: SweepFilesDeps) {
  let after = beginning;

  const look = () =>
    inTransaction(pool, async (tx): Promise<Stored[]> => {
      const lock = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [
        sweepLock,
      ]);
      if (!lock.rows[0]?.mine) return [];
      const unsaved = await tx.query<Stored>(librarySql);
      const { rows: next } = await tx.query<Next>(nextSql, [after]);
      const ids = next.filter(({ library, old }) => old && !library).map(({ id }) => id);
      const unsent = await tx.query<Stored>(unsentSql, [ids]);
      const last = next.at(-1);
      after = last?.old && next.length === batch ? last.id : beginning;
      return [...unsaved.rows, ...unsent.rows];
    });

  return createSweep({
    everyMs: tickMs,
    log,
    what: "files",
    run: async () => {
      const gone = await look();
      await eachApart(gone, { log, what: "a swept file" }, ({ storageKey }) => storage.remove(storageKey));
    },
  });
}
