import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRoleBook } from "#shared/permissions/role-book.ts";
import type { SchemeName } from "#shared/permissions/schemes/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000" } });
});
afterAll(() => server.stop());

const query = (text: string, values: unknown[] = []) => server.server.database.pool.query(text, values);
const ask = (who: SignedIn, method: string, path: string, body?: unknown) =>
  server.request(method, `/api/v1${path}`, { headers: who.headers, body });
const draft = { code: "hi", title: "Hi", texts: { en: "Hello" } };

async function upload(who: SignedIn) {
  const form = new FormData();
  form.set("file", new File(["The way to us"], "map.txt", { type: "text/plain" }));
  return (await ask(who, "POST", "/shortcuts/files", form)).body;
}

/** A copy of a role without some of its rights. */
async function copyOf(shop: TestWorkspace, scheme: SchemeName, basedOn: string, left: readonly string[]) {
  const all = Object.entries(createRoleBook(scheme).grantsOf(basedOn));
  const grants = Object.fromEntries(all.filter(([permission]) => !left.includes(permission)));
  const key = `custom-${basedOn}-${left.length}`;
  await query(
    `insert into custom_roles (id, workspace_id, key, name, based_on, grants)
     values (gen_random_uuid(), $1, $2, $2, $3, $4)`,
    [shop.id, key, basedOn, JSON.stringify(grants)],
  );
  return key;
}

it("a copy of a role made before shortcuts of one's own were a right of their own has it, where its people had them", async () => {
  const own = "shortcuts.own";
  const [kit, live] = [
    await server.workspace({ scheme: "standard" }),
    await server.workspace({ scheme: "aivo-live" }),
  ];
  const copy = await copyOf(kit, "standard", "agent", [own]);
  await copyOf(kit, "standard", "agent", [own, "shortcuts.view"]);
  await copyOf(live, "aivo-live", "agent", [own]);
  await copyOf(live, "aivo-live", "agent-supervisor", [own]);
  const ann = await server.signedIn(kit, { role: copy });
  expect((await ask(ann, "POST", "/me/shortcuts", draft)).body.code).toBe("permission.denied");

  const file = join(import.meta.dirname, "../../server/migrations/0017_own_shortcuts.sql");
  const steps = (await readFile(file, "utf8")).split("--> statement-breakpoint");
  await query(steps.find((step) => step.includes("custom_roles")) ?? "");
  const { rows } = await query(
    "select key, grants->'shortcuts.own' as own from custom_roles where workspace_id = any($1) order by key, own",
    [[kit.id, live.id]],
  );
  expect(rows).toEqual([
    { key: "custom-agent-1", own: { scope: "own" } },
    { key: "custom-agent-1", own: null },
    { key: "custom-agent-2", own: null },
    { key: "custom-agent-supervisor-1", own: { scope: "own" } },
  ]);
  const again = await server.signedIn(kit, { role: copy });
  expect((await ask(again, "POST", "/me/shortcuts", draft)).status).toBe(200);
});

it("files are uploaded by who makes shortcuts for himself or for others, and by nobody else", async () => {
  const shop = await server.workspace({ scheme: "aivo-live" });
  const role = await copyOf(shop, "aivo-live", "administrator", ["shortcuts.own"]);
  const chief = await server.signedIn(shop, { role });
  const { id } = await upload(chief);
  const made = await ask(chief, "POST", "/shortcuts", { ...draft, groupId: null, fileIds: [id] });
  expect(made.body).toMatchObject({ files: [{ id, name: "map.txt" }] });
  expect(await upload(await server.signedIn(shop, { role: "agent" }))).toMatchObject({
    code: "permission.denied",
  });
});
