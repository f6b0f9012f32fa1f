import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
let ada: SignedIn;
let conversationId: string;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "10" } });
  shop = await server.workspace();
  ada = await server.signedIn(shop, { queues: ["Orders"] });
  conversationId = await assignedTo(ada);
});
afterAll(() => server.stop());

/** A conversation that an agent has. */
async function assignedTo({ id, workspaceId }: SignedIn): Promise<string> {
  const { pool } = server.server.database;
  const { rows } = await pool.query<{ id: string }>(
    `with customer as (insert into customers (workspace_id, name) values ($1, 'Zoe') returning id)
     insert into conversations (workspace_id, customer_id, queue_id, start_id, state, assignee_id, assigned_at)
     select $1, customer.id, $2, gen_random_uuid(), 'assigned', $3, now() from customer returning id`,
    [workspaceId, shop.queueIds.Orders, id],
  );
  return rows[0]?.id ?? "";
}

const png = () =>
  sharp({ create: { width: 30, height: 20, channels: 3, background: "teal" } })
    .png()
    .toBuffer();

function upload(bytes: Uint8Array | string, name: string, { to = conversationId, as = ada.headers } = {}) {
  const body = new FormData();
  body.append("file", new File([bytes as BlobPart], name, { type: "image/png" }));
  return server.request("POST", `/api/v1/conversations/${to}/files`, { headers: as, body });
}

const download = (id: string, headers: Record<string, string> = ada.headers) =>
  fetch(`${server.url}/api/v1/files/${id}`, { headers });

describe("sending a file", () => {
  it("takes an image in, and shows it to those who may see the conversation", async () => {
    const sent = await upload(await png(), "lamp.png");
    expect(sent).toMatchObject({
      status: 200,
      body: { name: "lamp.png", type: "image/png", isImage: true, width: 30, height: 20 },
    });
    expect(Object.keys(sent.body).sort()).toEqual([
      "height",
      "id",
      "isImage",
      "name",
      "size",
      "type",
      "width",
    ]);
    const answer = await download(sent.body.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toMatch(/^inline/);
    expect((await answer.arrayBuffer()).byteLength).toBe(sent.body.size);
  });

  it.each([
    ["a page called .png", "<!doctype html><script>alert(1)</script>"],
    ["a drawing with a script", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ["a script that begins like a GIF", "GIF89a/*\u0000*/=1;alert(document.cookie)"],
  ])("gives %s only as a download that no browser runs", async (_, content) => {
    const sent = await upload(content, "picture.png");
    expect(sent.body).toMatchObject({ isImage: false, type: "application/octet-stream" });
    const { headers } = await download(sent.body.id);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  it.each([
    ["../../etc/passwd", "passwd"],
    ["CON", "_CON"],
    ["\u202egpj.exe", "gpj.exe"],
    [`${"n".repeat(4_096)}.txt`, /^n{1,115}….txt$/],
  ])("makes the name %j harmless", async (given, shown) => {
    const { body } = await upload("hello", given);
    if (typeof shown === "string") expect(body.name).toBe(shown);
    else expect(body.name).toMatch(shown);
  });

  it("refuses an empty file and one byte more than ten megabytes", async () => {
    expect((await upload("", "nothing.txt")).body.code).toBe("file.empty");
    const limit = 10 * 1024 * 1024;
    expect((await upload(new Uint8Array(limit), "fits.bin")).status).toBe(200);
    expect(await upload(new Uint8Array(limit + 1), "big.bin")).toMatchObject({
      status: 413,
      body: { code: "file.too_large" },
    });
    expect(await upload(new Uint8Array(limit + 3_000_000), "huge.bin")).toMatchObject({
      body: { code: "file.too_large" },
    });
  });

  it("refuses what is no form, and a form without a file", async () => {
    const path = `/api/v1/conversations/${conversationId}/files`;
    const broken = await server.request("POST", path, {
      headers: { ...ada.headers, "content-type": "multipart/form-data; boundary=x" },
      body: "--y\r\n",
    });
    expect(broken).toMatchObject({ status: 400, body: { code: "request.invalid" } });
    const form = new FormData();
    form.append("file", "not a file");
    const text = await server.request("POST", path, { headers: ada.headers, body: form });
    expect(text.body).toMatchObject({ code: "request.invalid", data: { fields: [{ field: "file" }] } });
  });

  it("does not read a stranger's bytes", async () => {
    expect(
      await upload(new Uint8Array(5_000_000), "x.bin", { as: { authorization: "Bearer no" } }),
    ).toMatchObject({
      status: 401,
    });
  });
});

describe("another's files", () => {
  it("look like files that do not exist, for colleagues, other workspaces and strangers", async () => {
    const { body } = await upload(await png(), "private.png");
    const colleague = await server.signedIn(shop);
    const foreign = await server.signedIn(await server.workspace(), { role: "owner" });
    const answers = [
      await download(body.id, colleague.headers),
      await download(body.id, foreign.headers),
      await download(randomUUID()),
      await download("not-an-id"),
    ];
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(texts).size).toBe(1);
    expect((await download(body.id, {})).status).toBe(401);
  });

  it("cannot be put into a conversation that is not one's own", async () => {
    const stranger = await server.signedIn(shop);
    expect((await upload("hello", "x.txt", { as: stranger.headers })).body.code).toBe(
      "conversation.not_found",
    );
    expect((await upload("hello", "x.txt", { to: randomUUID() })).body.code).toBe("conversation.not_found");
  });
});
