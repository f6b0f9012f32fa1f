import { existsSync } from "node:fs";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPostgres15 } from "../../../../scripts/test-postgres15.ts";
import { freshDatabase } from "../embedded/index.ts";
import { ask } from "../embedded/testing/desk.ts";
import { makeBackup } from "./index.ts";
import { type BackupDesk, openBackupDesk, rows, schema } from "./testing/backup-desk.ts";

describe("a backup", () => {
  let desk: BackupDesk;
  beforeAll(async () => {
    desk = await openBackupDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clear());

  it("brings back every value, reference and number sequence, in a new epoch", async () => {
    const before = await desk.database(schema, rows);
    const manifest = await desk.backup(before);
    const after = await desk.database(schema);

    const restored = await desk.restore(after);

    expect(await desk.content(after)).toEqual(await desk.content(before));
    expect(manifest.tables.find(({ name }) => name === "people")?.rows).toBe(3);
    expect(restored.epoch).toBe(await desk.epoch(after));
    expect(restored.epoch).not.toBe(await desk.epoch(before));
    expect(await ask(after, "insert into people (team, name) values (1, 'new') returning id")).toEqual([
      { id: 4 },
    ]);
    expect(await ask(after, "select n from changes where what = 'new'")).toEqual([{ n: "5" }]);
    await expect(ask(after, "insert into people (team, name) values (99, 'x')")).rejects.toThrow(
      /foreign key/,
    );
    await expect(ask(after, "update teams set lead = 99")).rejects.toThrow(/teams_lead/);
  });

  it("sets up the schema where there is none", async () => {
    await desk.backup(await desk.database(schema, rows));
    const empty = await desk.database();

    await desk.restore(empty, { migrate: async (url) => void (await ask(url, schema)) });

    expect(await ask(empty, "select count(*)::int as n from people")).toEqual([{ n: 3 }]);
  });

  it("moves from the embedded database to a PostgreSQL 15", async () => {
    const before = await desk.database(schema, rows);
    await desk.backup(before);
    const older = await startPostgres15();
    try {
      const fresh = await freshDatabase(older.url);
      await ask(fresh.url, schema);

      await desk.restore(fresh.url);

      expect(await desk.content(fresh.url)).toEqual(await desk.content(before));
    } finally {
      await older.stop();
    }
  });

  it("is of one moment, though others write while it is made", async () => {
    const url = await desk.database(schema, rows);
    const writer = new pg.Client({ connectionString: url });
    await writer.connect();
    let writing = true;
    const work = (async () => {
      while (writing)
        await writer.query(
          "with t as (insert into teams values (1000 + (random() * 1e8)::int) returning id) insert into changes (what) select id::text from t",
        );
    })();
    for (let wait = 0; wait < 50; wait += 1) await ask(url, "select 1");

    await desk.backup(url);
    writing = false;
    await work;
    await writer.end();

    const after = await desk.database(schema);
    await desk.restore(after);
    expect(
      await ask(
        after,
        "select (select count(*) from teams) - 2 = (select count(*) from changes) - 3 as same",
      ),
    ).toEqual([{ same: true }]);
  });

  it("carries 200,000 rows without holding them in memory", async () => {
    const url = await desk.database(
      schema,
      "insert into changes (what) select repeat('x', 400) || n from generate_series(1, 200000) n",
    );
    const before = process.memoryUsage().rss;

    await desk.backup(url);
    const after = await desk.database(schema);
    const { rows: restored } = await desk.restore(after);

    expect(restored).toBe(200_000);
    expect(
      await ask(after, "select count(*)::int as n from changes where what = repeat('x', 400) || n"),
    ).toEqual([{ n: 200_000 }]);
    // 85 MB of rows went both ways.
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  it("takes uploaded files and the secret along, and its file is for its owner alone", async () => {
    const url = await desk.database(schema, rows);
    await mkdir(join(desk.folder(), "data/files/ab"), { recursive: true });
    await mkdir(join(desk.folder(), "data/postgres"), { recursive: true });
    await writeFile(join(desk.folder(), "data/files/ab/photo"), Buffer.from([0, 1, 2, 255]));
    await writeFile(join(desk.folder(), "data/secret"), "s".repeat(64));
    await writeFile(join(desk.folder(), "data/postgres/not-this"), "x");

    await desk.backup(url);
    const { files } = await desk.restore(await desk.database(schema));

    expect(files).toBe(2);
    expect(await readFile(join(desk.folder(), "restored/files/ab/photo"))).toEqual(
      Buffer.from([0, 1, 2, 255]),
    );
    expect((await stat(join(desk.folder(), "restored/secret"))).mode & 0o077).toBe(0);
    expect(existsSync(join(desk.folder(), "restored/postgres"))).toBe(false);
    expect((await stat(desk.file())).mode & 0o077).toBe(0);
  });

  it("does not replace what is there without being told so", async () => {
    const url = await desk.database(schema, rows);
    await desk.backup(url);
    await ask(url, "insert into teams values (77)");
    const before = await desk.content(url);

    await expect(desk.restore(url)).rejects.toThrow(
      /There are data in this database already .* add --yes .* Nothing was changed/,
    );
    expect(await desk.content(url)).toEqual(before);

    await desk.restore(url, { yes: true });
    expect(await ask(url, "select * from teams where id = 77")).toEqual([]);
  });

  it("is not restored under a running server", async () => {
    const url = await desk.database(schema, rows);
    await desk.backup(url);
    const server = new pg.Client({ connectionString: url });
    await server.connect();
    await expect(desk.restore(url, { yes: true })).rejects.toThrow(
      /stop the server, then restore. Nothing was changed/,
    );
    await server.end();
  });

  it("is refused by a database with other migrations", async () => {
    await desk.backup(await desk.database(schema, rows));
    const newer = await desk.database(
      schema,
      "insert into drizzle.__drizzle_migrations (hash, created_at) values ('third', 3)",
    );
    await expect(desk.restore(newer)).rejects.toThrow(
      /schema of version 0.1.0 \(2 migrations\).*\(3 migrations\).*Nothing was changed/,
    );
  });

  it("that would write outside the data folder is refused, and nothing is changed", async () => {
    const url = await desk.database(schema, rows);
    await mkdir(join(desk.folder(), "data/files"), { recursive: true });
    await writeFile(join(desk.folder(), "data/files/aaaa"), "x");
    await desk.backup(url);
    const plain = gunzipSync(await readFile(desk.file()))
      .toString("latin1")
      .replaceAll("files/aaaa", "files/../x");
    await writeFile(desk.file(), gzipSync(Buffer.from(plain, "latin1")));
    const after = await desk.database(schema);

    await expect(desk.restore(after)).rejects.toThrow(/impossible name/);

    expect(existsSync(join(desk.folder(), "restored/x"))).toBe(false);
    expect(await ask(after, "select * from teams")).toEqual([]);
  });

  it("that fails half-way leaves no file that looks like a backup", async () => {
    const url = await desk.database(schema, rows);
    await ask(url, "drop table drizzle.__drizzle_migrations");
    await expect(desk.backup(url)).rejects.toThrow(/never set up/);
    expect(existsSync(desk.file())).toBe(false);
    expect(existsSync(`${desk.file()}.partial`)).toBe(false);
    await expect(
      makeBackup({ url, target: "/no/such/folder/x", dataDir: desk.folder(), product: "", say: () => {} }),
    ).rejects.toThrow();
  });
});
