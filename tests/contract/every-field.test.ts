import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { sites, startTalking, visitorToken } from "./support/talk.ts";

let server: TestServer;
let talk: Awaited<ReturnType<typeof startTalking>>;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  talk = await startTalking(server);
});
afterAll(() => server.stop());

interface Field {
  readonly name: string;
  /** The longest text it takes. */
  readonly most: number;
  /** One line: no breaks, no control characters. */
  readonly line: boolean;
  /** Sends a value in this field, everything else being right. */
  send(value: unknown): ReturnType<TestServer["request"]>;
}

const start = async (change: Record<string, unknown>) => {
  const shop = await server.workspace({ allowedSites: sites });
  const { visitorToken: token } = await visitorToken(server, shop);
  const body = { clientId: randomUUID(), text: "Hello", ...change };
  return server.request("POST", "/api/v1/visitor/conversations", {
    headers: { authorization: `Bearer ${token}` },
    body,
  });
};
const customer = (change: Record<string, unknown>) =>
  talk.desk.http("PATCH", `/customers/${talk.customer.customerId}`, change);
const onConversation = (action: string, body: Record<string, unknown>) =>
  // A token from before any assignment: what is well-formed is refused as stale, so nothing changes.
  talk.desk.http("POST", `/conversations/${talk.id}/${action}`, { assignmentToken: 0, ...body });

const fields: Field[] = [
  { name: "text", most: 8_000, line: false, send: (text) => start({ text }) },
  { name: "name", most: 120, line: true, send: (name) => start({ name }) },
  {
    name: "page.title",
    most: 300,
    line: true,
    send: (title) => start({ page: { url: "https://shop.example/", title } }),
  },
  { name: "name", most: 120, line: true, send: (name) => customer({ name }) },
  { name: "phone", most: 40, line: true, send: (phone) => customer({ phone }) },
  { name: "notes", most: 4_000, line: false, send: (notes) => customer({ notes }) },
  {
    name: "note",
    most: 2_000,
    line: false,
    send: (note) => onConversation("close", { outcome: "resolved", note }),
  },
  {
    name: "note",
    most: 2_000,
    line: false,
    send: (note) => onConversation("transfer", { to: { kind: "queue", queueId: randomUUID() }, note }),
  },
];

const refusedAs = (field: string) => ({
  status: 400,
  body: { code: "request.invalid", data: { fields: [{ field, problem: expect.any(String) }] } },
});

describe.each(fields)("the field $name, of at most $most characters", ({ name, most, line, send }) => {
  it.each([
    ["U+0000", "a\u0000b"],
    ["half of a surrogate pair", "a\udc00b"],
  ])("refuses %s by name", async (_, value) => {
    expect(await send(value)).toMatchObject(refusedAs(name));
  });

  it("refuses a word that is too long, a number, a list and an object", async () => {
    for (const value of ["a".repeat(most + 1), "a".repeat(900_000), 7, ["a"], { a: 1 }]) {
      expect(await send(value)).toMatchObject(refusedAs(name));
    }
  });

  it.runIf(line)("refuses line breaks and control characters", async () => {
    for (const value of ["a\nb", "a\rb", "a\u0007b", "a\u2028b"])
      expect(await send(value)).toMatchObject(refusedAs(name));
  });

  it("takes HTML, script addresses, bidi marks and quotes as the plain text they are", async () => {
    for (const value of [
      "<script>alert(1)</script>",
      "javascript:alert(1)",
      "\u202ecod.exe",
      "'; drop table users; --",
    ]) {
      const answer = await send(value.slice(0, most));
      expect([200, 404, 409]).toContain(answer.status);
      if (answer.status !== 200)
        expect(["conversation.stale", "queue.not_found"]).toContain(answer.body.code);
    }
  });
});

describe("what is kept is what was written", () => {
  const strange = "<img src=x onerror=alert(1)> \u202ejavascript:";

  it("in a customer's details", async () => {
    const { body } = await customer({ name: strange.slice(0, 100), notes: strange });
    expect(body).toMatchObject({ name: strange.slice(0, 100).trim(), notes: strange });
  });

  it("in a visitor's name, first words and page title", async () => {
    const { body } = await start({
      name: strange,
      text: strange,
      page: { url: "https://shop.example/?q=<b>", title: strange },
    });
    const { rows } = await server.server.database.pool.query(
      "select cu.name, c.last_message_text as text, c.page_title as title from conversations c join customers cu on cu.id = c.customer_id where c.id = $1",
      [body.conversation.id],
    );
    expect(rows).toEqual([{ name: strange.trim(), text: strange.trim(), title: strange.trim() }]);
  });
});

describe("addresses and e-mail", () => {
  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//evil.example",
    "not an address",
    `https://shop.example/${"a".repeat(2_000)}`,
  ])("the page visited cannot be %s", async (url) => {
    expect(await start({ page: { url, title: "x" } })).toMatchObject(refusedAs("page.url"));
  });

  it.each([
    "no-at-sign",
    "a@b",
    "zoe@shop.example\r\nBcc: all@shop.example",
    `${"a".repeat(300)}@shop.example`,
    "<script>@shop.example",
  ])("%s is no e-mail address", async (email) => {
    expect(await start({ email })).toMatchObject(refusedAs("email"));
    expect(await customer({ email })).toMatchObject(refusedAs("email"));
  });
});
