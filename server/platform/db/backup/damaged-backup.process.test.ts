import { appendFile, open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "../embedded/testing/desk.ts";
import { type BackupDesk, openBackupDesk, rows, schema } from "./testing/backup-desk.ts";

describe("a backup that is damaged", () => {
  let desk: BackupDesk;
  beforeAll(async () => {
    desk = await openBackupDesk();
  });
  afterAll(() => desk.close());

  let url: string;
  let before: unknown;
  let epochBefore: string | undefined;
  beforeEach(async () => {
    await desk.clear();
    url = await desk.database(schema, rows);
    await desk.backup(url);
    await ask(url, "insert into teams values (77)");
    before = await desk.content(url);
    epochBefore = await desk.epoch(url);
  });

  const isRefused = async (sentence: RegExp) => {
    await expect(desk.restore(url, { yes: true })).rejects.toThrow(sentence);
    expect(await desk.content(url)).toEqual(before);
    expect(await desk.epoch(url)).toBe(epochBefore);
  };

  it("by one byte on the disk is refused, wherever the byte is, and nothing is changed", async () => {
    const { size } = await stat(desk.file());
    const whole = await readFile(desk.file());
    for (const at of [30, Math.floor(size / 3), Math.floor(size / 2), size - 40, size - 5]) {
      const handle = await open(desk.file(), "r+");
      await handle.write(Buffer.from([(whole[at] ?? 0) ^ 0xff]), 0, 1, at);
      await handle.close();
      await isRefused(/damaged or cut off. Nothing was changed/);
      await writeFile(desk.file(), whole);
    }
  });

  it("by an edited value in a repacked file is refused, and nothing is changed", async () => {
    const plain = gunzipSync(await readFile(desk.file()));
    const at = plain.indexOf("Ada");
    plain.write("Eve", at);
    await writeFile(desk.file(), gzipSync(plain));
    await isRefused(/damaged or cut off. Nothing was changed/);
  });

  it("by a cut, an addition, or a row left out is refused, and nothing is changed", async () => {
    const whole = await readFile(desk.file());
    await truncate(desk.file(), whole.length - 100);
    await isRefused(/damaged or cut off/);

    const plain = gunzipSync(whole);
    await writeFile(desk.file(), gzipSync(plain.subarray(0, plain.indexOf('{"kind":"manifest"'))));
    await isRefused(/damaged or cut off/);

    await writeFile(desk.file(), whole);
    await appendFile(desk.file(), gzipSync('{"kind":"table","name":"teams","columns":["id"]}\n\0\0\0\0'));
    await isRefused(/damaged or cut off/);
  });

  it("by being another kind of file, or of another format, is refused, and nothing is changed", async () => {
    const plain = gunzipSync(await readFile(desk.file())).toString("latin1");
    await writeFile(desk.file(), gzipSync(Buffer.from(plain.replace('"format":1', '"format":9'), "latin1")));
    await isRefused(/has format 9, and this version reads format 1. Nothing was changed/);

    await writeFile(desk.file(), gzipSync("a shopping list"));
    await isRefused(/is not a backup of this product. Nothing was changed/);
    await writeFile(desk.file(), "a shopping list");
    await isRefused(/is not a backup of this product. Nothing was changed/);
  });
});
