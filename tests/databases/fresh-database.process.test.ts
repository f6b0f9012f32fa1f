import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTemplateDatabase, freshDatabase } from "#server/platform/db/embedded/index.ts";
import { ask } from "#server/platform/db/embedded/testing/desk.ts";
import { startPostgres15, type ThrowAwayPostgres } from "../../scripts/test-postgres15.ts";

describe("databases for tests", () => {
  let postgres: ThrowAwayPostgres;
  beforeAll(async () => {
    postgres = await startPostgres15();
  });
  afterAll(() => postgres.stop());

  const prepare = (url: string) =>
    ask(url, "create table note as select 'from the template' as text").then(() => {});

  it("are copies of one template, made once, each for itself", async () => {
    let made = 0;
    const template = () =>
      createTemplateDatabase(postgres.url, "notes_v1", (url) => {
        made += 1;
        return prepare(url);
      });
    await Promise.all([template(), template()]);

    const [one, two] = await Promise.all([
      freshDatabase(postgres.url, "notes_v1"),
      freshDatabase(postgres.url, "notes_v1"),
    ]);
    await ask(one.url, "update note set text = 'changed'");

    expect(made).toBe(1);
    expect(await ask(two.url, "select text from note")).toEqual([{ text: "from the template" }]);
    await one.drop();
    await expect(ask(one.url, "select 1")).rejects.toThrow(/does not exist/);
    await two.drop();
  });

  it("run on a PostgreSQL of version 15 or newer, as DATABASE_URL demands", () => {
    expect(Number.parseInt(postgres.version, 10)).toBeGreaterThanOrEqual(15);
  });
});
