import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFilesSweep } from "#server/features/files/index.ts";
import { createLogger } from "#server/platform/log/logger.ts";
import { createFolderStorage } from "#server/platform/storage/folder-storage.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  type End,
  logOf,
  openDesk,
  openVisitor,
  ready,
  say,
  sites,
  type VisitorEnd,
} from "./support/talk.ts";

let server: TestServer;
let shop: TestWorkspace;
let ada: SignedIn;
let bo: SignedIn;
let chief: SignedIn;
let team: string;
let other: string;

beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000" } });
  shop = await server.workspace({ allowedSites: sites });
  ada = await server.signedIn(shop, { queues: ["Orders"], name: "Ada Test" });
  bo = await server.signedIn(shop, { name: "Bo Test" });
  chief = await server.signedIn(shop, { role: "administrator" });
  team = await server.group(shop, { name: "Day team", members: [ada] });
  other = await server.group(shop, { name: "Night team", members: [bo] });
});
afterAll(() => server.stop());

const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const draft = (code: string, more: object = {}) => ({
  code,
  title: `About ${code}`,
  texts: { en: "Hello {{customer.first_name}}", it: "Ciao {{customer.first_name}}" },
  ...more,
});
const made = async (who: SignedIn, path: string, body: object): Promise<Shortcut> => {
  const answer = await ask(who, "POST", path, body);
  expect(answer.body).toMatchObject({ version: 1 });
  return answer.body;
};
const listOf = async (who: SignedIn): Promise<Shortcut[]> => (await ask(who, "GET", "/shortcuts")).body;
const codesOf = async (who: SignedIn) =>
  (await listOf(who)).filter(({ offered }) => offered).map(({ code }) => code);

async function upload(who: SignedIn, name = "map.txt"): Promise<string> {
  const form = new FormData();
  form.set("file", new File(["The way to us"], name, { type: "text/plain" }));
  const { body } = await ask(who, "POST", "/shortcuts/files", form);
  return body.id;
}

const makeOlder = (ids: readonly string[], days: number) =>
  server.server.database.pool.query(
    "update files set created_at = now() - make_interval(days => $2) where id = any($1::uuid[])",
    [ids, days],
  );

async function thereOf(ids: readonly string[]): Promise<string[]> {
  const { pool } = server.server.database;
  const { rows } = await pool.query("select id from files where id = any($1::uuid[])", [ids]);
  return ids.filter((id) => rows.some((row) => row.id === id));
}

async function sweepFiles(): Promise<void> {
  const { pool } = server.server.database;
  const storage = createFolderStorage(join(server.config.dataDir, "files"));
  const sweep = createFilesSweep({ pool, storage, log: createLogger("silent") });
  sweep.start();
  await sweep.stop();
}

describe("whose a shortcut is", () => {
  it("decides who has it: oneself, one's group, everybody; and who may change it", async () => {
    const mine = await made(ada, "/me/shortcuts", draft("mine"));
    const ours = await made(chief, "/shortcuts", draft("ours", { groupId: team }));
    const theirs = await made(chief, "/shortcuts", draft("theirs", { groupId: other }));
    const all = await made(chief, "/shortcuts", draft("all", { groupId: null }));

    expect(await codesOf(ada)).toEqual(["all", "mine", "ours"]);
    expect(await codesOf(bo)).toEqual(["all", "theirs"]);
    // To look at he has all of them; what is another one's own he never sees.
    expect((await listOf(chief)).map(({ code }) => code)).toEqual(["all", "ours", "theirs"]);

    const change = { ...draft("new"), version: 1 };
    for (const { id } of [ours, all]) {
      expect((await ask(ada, "PUT", `/shortcuts/${id}`, change)).body.code).toBe("permission.denied");
      expect((await ask(ada, "PUT", `/me/shortcuts/${id}`, change)).body.code).toBe("shortcut.not_found");
      expect((await ask(ada, "DELETE", `/me/shortcuts/${id}`)).body.code).toBe("shortcut.not_found");
    }
    expect((await ask(bo, "PUT", `/me/shortcuts/${mine.id}`, change)).body.code).toBe("shortcut.not_found");
    expect((await ask(chief, "PUT", `/shortcuts/${mine.id}`, change)).body.code).toBe("shortcut.not_found");
    expect((await ask(chief, "DELETE", `/shortcuts/${mine.id}`)).body.code).toBe("shortcut.not_found");
    expect((await ask(ada, "POST", "/shortcuts", draft("x", { groupId: null }))).body.code).toBe(
      "permission.denied",
    );
    expect((await ask(chief, "POST", "/shortcuts", draft("x", { groupId: randomUUID() }))).body.code).toBe(
      "group.not_found",
    );

    const changed = await ask(ada, "PUT", `/me/shortcuts/${mine.id}`, change);
    expect(changed.body).toMatchObject({ code: "new", version: 2 });
    expect((await ask(ada, "PUT", `/me/shortcuts/${mine.id}`, change)).body.code).toBe("record.stale");
    expect((await ask(chief, "DELETE", `/shortcuts/${theirs.id}`)).status).toBe(200);
    expect(await codesOf(bo)).toEqual(["all"]);
  });

  it("keeps a code to one of each, also when two save at once", async () => {
    const both = await Promise.all(
      ["A", "B"].map((title) => ask(chief, "POST", "/shortcuts", { ...draft("once"), title, groupId: null })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await made(ada, "/me/shortcuts", draft("once"));
    for (const code of ["", "two words", "/x", "a".repeat(41)])
      expect((await ask(ada, "POST", "/me/shortcuts", draft(code))).body.code).toBe("request.invalid");
    expect((await ask(ada, "POST", "/me/shortcuts", draft("empty", { texts: { en: " " } }))).body.code).toBe(
      "request.invalid",
    );
  });
});

describe("using a shortcut", () => {
  let desk: End;
  let visitor: VisitorEnd;
  let conversationId: string;
  const use = (id: string, where = conversationId) =>
    desk.http("POST", `/shortcuts/${id}/use`, { conversationId: where });

  beforeAll(async () => {
    desk = await openDesk(server, ada);
    await ready(desk);
    visitor = await openVisitor(server, shop);
    conversationId = visitor.conversation.id;
    await accept(desk, conversationId);
  });
  afterAll(() => {
    desk.close();
    visitor.close();
  });

  it("copies its files into the conversation, where the customer reads what was sent and nothing else", async () => {
    const fileId = await upload(chief);
    const card = await made(chief, "/shortcuts", draft("card", { groupId: null, fileIds: [fileId] }));
    expect(card.files).toMatchObject([{ id: fileId, name: "map.txt" }]);

    const { files } = (await use(card.id)).body;
    expect(files).toMatchObject([{ name: "map.txt" }]);
    expect(files[0].id).not.toBe(fileId);
    const raw = say(desk, conversationId, "Hello", { fileIds: [fileId] });
    expect(await raw).toMatchObject({ ok: false, error: { code: "file.not_found" } });
    const read = (id: string) => visitor.http("GET", `/files/${id}`);
    expect((await read(files[0].id)).status).toBe(404);
    expect(await say(desk, conversationId, "Hello", { fileIds: [files[0].id] })).toMatchObject({ ok: true });
    expect(await read(files[0].id)).toMatchObject({ status: 200, body: "The way to us" });
    expect((await read(fileId)).status).toBe(404);

    // The copy is the conversation's: it stays when the shortcut goes.
    expect((await ask(chief, "DELETE", `/shortcuts/${card.id}`)).status).toBe(200);
    expect((await ask(chief, "GET", `/files/${fileId}`)).status).toBe(404);
    expect((await read(files[0].id)).body).toBe("The way to us");
    expect((await logOf(visitor, conversationId, "visitor")).at(-1)?.body).toMatchObject({ files: [{}] });
  });

  it("loses in time what was never saved or never sent, and nothing else", async () => {
    const [kept, unsaved, justNow] = [await upload(ada), await upload(ada), await upload(ada)];
    const card = await made(ada, "/me/shortcuts", draft("kept", { fileIds: [kept] }));
    const copy = async (): Promise<string> => (await use(card.id)).body.files[0].id;
    const [sent, unsent, recent] = [await copy(), await copy(), await copy()];
    expect(await say(desk, conversationId, "The way", { fileIds: [sent] })).toMatchObject({ ok: true });
    await makeOlder([kept, unsaved], 8);
    await makeOlder([sent, unsent], 31);
    await makeOlder([recent], 29);

    const all = [kept, unsaved, justNow, sent, unsent, recent];
    // The server's own look may have the turn.
    const left = () => sweepFiles().then(() => thereOf(all));
    await expect.poll(left).toEqual([kept, justNow, sent, recent]);

    expect((await visitor.http("GET", `/files/${sent}`)).body).toBe("The way to us");
    expect((await ask(ada, "GET", `/files/${kept}`)).body).toBe("The way to us");
  });

  it("counts it, and is refused in conversations that are not one's own, or have none of its tags", async () => {
    const { rows } = await server.server.database.pool.query(
      "insert into tags (id, workspace_id, name) values (gen_random_uuid(), $1, 'Gold') returning id",
      [shop.id],
    );
    const tagIds = [rows[0].id];
    const gold = await made(chief, "/shortcuts", draft("gold", { groupId: null, tagIds }));
    expect((await use(gold.id)).body.code).toBe("shortcut.other_tags");
    await server.server.database.pool.query(
      "insert into conversation_tags (conversation_id, tag_id) values ($1, $2)",
      [conversationId, tagIds[0]],
    );
    expect((await use(gold.id)).body).toEqual({ files: [] });
    expect((await listOf(ada)).find(({ code }) => code === "gold")).toMatchObject({ used: 1, version: 1 });

    const theirs = await made(chief, "/shortcuts", draft("night", { groupId: other }));
    const [foreign] = await listOf(bo).then((all) => all.filter(({ code }) => code === "gold"));
    expect(foreign?.id).toBe(gold.id);
    expect((await use(theirs.id)).body.code).toBe("shortcut.not_found");
    expect((await use(gold.id, randomUUID())).body.code).toBe("conversation.not_found");
    const stranger = await ask(bo, "POST", `/shortcuts/${gold.id}/use`, { conversationId });
    expect(stranger.body.code).toBe("conversation.not_found");
    const missing = await ask(
      chief,
      "POST",
      "/shortcuts",
      draft("t", { groupId: null, tagIds: [randomUUID()] }),
    );
    expect(missing.body.code).toBe("tag.not_found");
  });

  it("takes only files that one has uploaded for it oneself", async () => {
    const [mine, his] = [await upload(ada), await upload(bo)];
    const refused = await ask(ada, "POST", "/me/shortcuts", draft("a", { fileIds: [his] }));
    expect(refused.body.code).toBe("file.not_found");
    await made(ada, "/me/shortcuts", draft("a", { fileIds: [mine] }));
    const again = await ask(ada, "POST", "/me/shortcuts", draft("b", { fileIds: [mine] }));
    expect(again.body.code).toBe("file.not_found");
    expect((await ask(bo, "GET", `/files/${mine}`)).status).toBe(404);
    expect((await ask(ada, "GET", `/files/${mine}`)).status).toBe(200);
  });
});

it("goes out as a file and comes in again, line by line, and says what it would do first", async () => {
  const home = await server.workspace();
  const boss = await server.signedIn(home, { role: "administrator" });
  await server.group(home, { name: "Night team" });
  const rows = [
    { code: "/hello", title: "Hello", texts: { en: "=Hello", "pt-BR": "Olá" } },
    { code: "night", title: "Night", group: "night TEAM", texts: { en: "Good night" } },
    { code: "two words", title: "X", texts: { en: "X" } },
    { code: "x", title: "X", texts: { fr: "Bonjour" } },
    { code: "y", title: "Y", group: "No such", texts: { en: "Y" } },
    { code: "HELLO", title: "Again", texts: { en: "Again" } },
  ];
  const send = (preview: boolean) => ask(boss, "POST", "/shortcuts/import", { rows, preview });
  const does = async (preview: boolean) =>
    (await send(preview)).body.rows.map((row: { does: string; problem: string }) => row.problem ?? row.does);
  const first = ["create", "create", "code", "language", "group", "twice"];
  expect(await does(true)).toEqual(first);
  expect(await listOf(boss)).toEqual([]);
  expect(await does(false)).toEqual(first);
  expect((await does(false)).slice(0, 2)).toEqual(["nothing", "nothing"]);
  const { csv } = (await ask(boss, "GET", "/shortcuts/csv")).body;
  expect(csv).toContain(`hello,Hello,,"'=Hello",Olá,,,0`);
  expect(csv).toContain("night,Night,Night team,Good night,,,,0");
  const { rows: logged } = await server.server.database.pool.query(
    "select count(*)::int as n from activity_log where workspace_id = $1 and action = 'shortcut.created'",
    [home.id],
  );
  expect(logged[0].n).toBe(2);
});
