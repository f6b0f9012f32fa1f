import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FreshDatabase, freshDatabase, startEmbeddedPostgres } from "../../embedded/index.ts";
import { ask } from "../../embedded/testing/desk.ts";
import { makeBackup, restoreBackup } from "../index.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Everything that is awkward to copy: circles of references, generated and identity columns, a trigger, odd names. */
export const schema = `
  create schema drizzle;
  create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
  insert into drizzle.__drizzle_migrations (hash, created_at) values ('first', 1), ('second', 2);
  create table server_state (id integer primary key default 1, epoch uuid not null default gen_random_uuid());
  create table teams (id int primary key, lead int);
  create table people (id int generated always as identity primary key, team int not null references teams,
    name text not null, upper_name text generated always as (upper(name)) stored, boss int references people);
  alter table teams add constraint teams_lead foreign key (lead) references people deferrable;
  create table "Odd ""names""" ("a b" text, bytes bytea, document jsonb, moment timestamptz, amount numeric, tags text[], share float8);
  create table changes (n bigserial primary key, what text);
  create function note_change() returns trigger language plpgsql as
    $$ begin insert into changes (what) values (new.name); return new; end $$;
  create trigger people_change after insert on people for each row execute function note_change();`;

export const rows = `
  insert into teams (id) values (1), (2);
  insert into people (team, name) values (1, 'Ada'), (1, 'Zoë \\ 😀'), (2, E'line\\nbreak\\ttab');
  update people set boss = 1 where id > 1;
  update teams set lead = id;
  insert into "Odd ""names""" values
    ('x', '\\x00ff0a5c', '{"a":[1,null,"\\u00e9\\n"]}', '2026-11-22 06:00:00.123456+00', 12345678901234567890.0123456789, '{a,"b,c",NULL}', 0.1),
    (null, null, 'null', 'infinity', 'NaN', '{}', 'Infinity'), ('\\N', '', '{}', null, null, null, null);
  insert into server_state default values;
  select nextval('changes_n_seq');`;

const everything = `select json_build_object(
    'teams', (select json_agg(t order by id) from teams t), 'people', (select json_agg(p order by id) from people p),
    'odd', (select json_agg(o order by o::text) from "Odd ""names""" o), 'changes', (select json_agg(c order by n) from changes c)) as all`;

export type BackupDesk = Awaited<ReturnType<typeof openBackupDesk>>;

/** A PostgreSQL, databases on it, and a folder for the backup; all gone after `close`. */
export async function openBackupDesk() {
  const home = await mkdtemp(join(tmpdir(), "sidetone-backup-"));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, "postgres"), log: quiet });
  const databases: FreshDatabase[] = [];
  let tests = 0;
  const folder = () => join(home, `test-${tests}`);
  const file = () => join(home, `test-${tests}.backup`);
  return {
    folder,
    file,
    async database(...sql: string[]): Promise<string> {
      const fresh = await freshDatabase(postgres.url);
      databases.push(fresh);
      for (const part of sql) await ask(fresh.url, part);
      return fresh.url;
    },
    backup: (url: string) =>
      makeBackup({
        url,
        target: file(),
        dataDir: join(folder(), "data"),
        product: "0.1.0",
        say: () => undefined,
      }),
    restore: (url: string, extra: { yes?: boolean; migrate?: (url: string) => Promise<void> } = {}) =>
      restoreBackup({
        url,
        source: file(),
        dataDir: join(folder(), "restored"),
        yes: false,
        migrate: async () => {},
        say: () => undefined,
        ...extra,
      }),
    content: async (url: string) => (await ask<{ all: unknown }>(url, everything))[0]?.all,
    epoch: async (url: string) =>
      (await ask<{ epoch: string }>(url, "select epoch from server_state"))[0]?.epoch,
    /** Before each test: nothing of the one before is left. */
    async clear(): Promise<void> {
      tests += 1;
      await Promise.all(databases.splice(0).map((database) => database.drop()));
    },
    async close(): Promise<void> {
      await this.clear();
      await postgres.stop();
      await rm(home, { recursive: true });
    },
  };
}
