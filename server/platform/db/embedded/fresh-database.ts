import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface FreshDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of one's own, or a copy of a template (70–90 ms), on a running PostgreSQL. */
export async function freshDatabase(adminUrl: string, template = "template0"): Promise<FreshDatabase> {
  const name = `fresh_${randomBytes(8).toString("hex")}`;
  await withAdmin(adminUrl, (admin) => copy(admin, name, template));
  return {
    url: withDatabase(adminUrl, name),
    drop: () =>
      withAdmin(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      }),
  };
}

/** Makes a template once, under a name that should tell what is in it; `prepare` migrates and fills it. */
export async function createTemplateDatabase(
  adminUrl: string,
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<string> {
  await withAdmin(adminUrl, async (admin) => {
    // Test files run side by side: the first makes the template, the others wait for it.
    await admin.query("select pg_advisory_lock(hashtext($1))", [name]);
    const found = await admin.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount) return;
    const draft = `${name}_draft`;
    await admin.query(`drop database if exists ${pg.escapeIdentifier(draft)} with (force)`);
    await copy(admin, draft, "template0");
    await prepare(withDatabase(adminUrl, draft));
    // Named at the end, so that a half-made one is never taken for the template.
    await retryWhileInUse(() =>
      admin.query(`alter database ${pg.escapeIdentifier(draft)} rename to ${pg.escapeIdentifier(name)}`),
    );
  });
  return name;
}

const copy = (admin: pg.Client, name: string, template: string) =>
  retryWhileInUse(() =>
    admin.query(`create database ${pg.escapeIdentifier(name)} template ${pg.escapeIdentifier(template)}`),
  );

/** A template cannot be copied while anybody is connected to it, and connections close a moment late. */
async function retryWhileInUse(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== "55006" || attempt === 100) throw error;
      await sleep(50);
    }
  }
}

async function withAdmin(adminUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  admin.on("error", () => undefined);
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
