import { existsSync } from "node:fs";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { Logger } from "pino";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { eachApart } from "#server/platform/each-apart.ts";
import { transact } from "#server/platform/news/index.ts";

interface EraseDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly node: string;
  readonly root: string;
}

/** Erased in one look, so that a look is short however many there are. */
const batch = 50;

interface Overdue {
  readonly id: string;
  readonly folder: string;
  readonly workspaceId: string;
}

/** Erases the files of recordings that were kept as long as the workspace wanted. Their rows stay: that there was one is known. */
export async function eraseOverdue({ pool, log, node, root }: EraseDeps): Promise<void> {
  const overdue = async (where: string) =>
    (
      await pool.query<Overdue>(
        `select id, folder, workspace_id as "workspaceId" from recordings
         where erase_at < now() and state <> 'erased' and ${where} limit ${batch}`,
        [node],
      )
    ).rows;
  const own = await overdue("media_node = $1 order by erase_at");
  // Of a server that is gone, or has another name since: whoever has the files erases them.
  const others = await overdue("media_node <> $1 order by random()");
  const rows = [...own, ...others.filter(({ folder }) => existsSync(path.join(root, folder)))];
  await eachApart(rows, { log, what: "a recording to be erased" }, async ({ id, folder, workspaceId }) => {
    // The files go first: what was said to be erased is.
    await rm(path.join(root, folder), { recursive: true, force: true });
    await transact(pool, async (tx) => {
      const { rowCount } = await tx.query(
        `update recordings set state = 'erased', manifest = null, mixed_file = null, mixed_sha256 = null
         where id = $1 and state <> 'erased'`,
        [id],
      );
      if (rowCount === 0) return;
      await recordActivity(tx, {
        workspaceId,
        actor: { id: null, name: "Sidetone", role: null, ipAddress: null, userAgent: null },
        action: "recording.erased",
        target: { kind: "recording", id, name: "" },
      });
    });
  });
}

/** The folders of recordings are named by their ids. */
const isOurs = (name: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);

/** Notes since when no recording has a folder. */
const marker = "forsaken";
/** So long it is left, ms: a database that was restored from too old a backup can be put right within a day. */
const graceMs = 24 * 3_600_000;

async function eraseOrMark(folder: string): Promise<void> {
  const mark = path.join(folder, marker);
  const since = (await stat(mark).catch(() => null))?.mtimeMs;
  if (since === undefined) await writeFile(mark, "", { mode: 0o600 });
  else if (Date.now() - since > graceMs) await rm(folder, { recursive: true, force: true });
}

/**
 * Erases folders that no recording has had for a day: their rows went with their customer, conversation or workspace.
 */
export async function eraseForsaken({ pool, log, root }: EraseDeps): Promise<void> {
  const names = (await readdir(root).catch(() => [])).filter(isOurs);
  for (let from = 0; from < names.length; from += 1_000) {
    const some = names.slice(from, from + 1_000);
    const { rows } = await pool.query<{ folder: string }>(
      "select folder from recordings where folder = any($1) and state <> 'erased'",
      [some],
    );
    const known = new Set(rows.map(({ folder }) => folder));
    await eachApart(
      some.filter((name) => !known.has(name)),
      { log, what: "a folder of a recording that is gone" },
      (name) => eraseOrMark(path.join(root, name)),
    );
  }
}
