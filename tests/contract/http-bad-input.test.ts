import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let shop: TestWorkspace;
let ada: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "10" } });
  shop = await server.workspace();
  ada = await server.signedIn(shop, { role: "owner" });
});
afterAll(() => server.stop());

const send = (body: unknown, headers: Record<string, string> = {}) =>
  server.request("POST", `/api/v1/conversations/${randomUUID()}/messages`, {
    headers: { ...ada.headers, ...headers },
    body,
  });
const json = { "content-type": "application/json" };

describe("what cannot be read", () => {
  it.each([
    ["broken JSON", '{"text": '],
    ["a lone quote", '"'],
    ["binary", "\u0000\u0001\u0002"],
  ])("%s is refused with a word about the body", async (_, body) => {
    expect(await send(body, json)).toMatchObject({
      status: 400,
      body: { code: "request.invalid", data: { fields: [{ field: "body" }] } },
    });
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/xml",
    "application/json-patch+json",
  ])("%s is refused, though it may hold JSON", async (type) => {
    const answer = await send('{"clientId":"x","text":"hello"}', { "content-type": type });
    expect(answer).toMatchObject({ status: 400, body: { data: { fields: [{ field: "body" }] } } });
  });

  it("more than a megabyte is refused, also when its length is not told", async () => {
    const big = JSON.stringify({ clientId: randomUUID(), text: "x".repeat(1_100_000) });
    expect(await send(big, json)).toMatchObject({ status: 413, body: { code: "request.too_large" } });
    const stream = new Blob([big]).stream();
    const answer = await fetch(`${server.url}/api/v1/conversations/${randomUUID()}/messages`, {
      method: "POST",
      headers: { ...ada.headers, ...json },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it.each([
    ["a list", "[]"],
    ["a number", "7"],
    ["nothing", "null"],
    ["a deep nest", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
    ["a planted prototype", '{"__proto__":{"text":"x"},"constructor":{"prototype":{}}}'],
  ])("%s instead of a message is refused by the fields", async (_, body) => {
    const answer = await send(body, json);
    expect(answer).toMatchObject({ status: 400, body: { code: "request.invalid" } });
    expect(answer.body.data.fields.length).toBeGreaterThan(0);
  });
});

describe("what people cannot write", () => {
  it.each([
    ["U+0000", "a\u0000b", "U+0000"],
    ["half of a surrogate pair", "a\ud800b", "surrogate"],
    ["nothing but spaces", "   ", "empty"],
    ["more than the longest message", "x".repeat(8_001), "8000"],
  ])("%s is refused by name, and the server lives on", async (_, text, word) => {
    const answer = await send({ clientId: randomUUID(), text });
    expect(answer.status).toBe(400);
    expect(answer.body.data.fields).toEqual([{ field: "text", problem: expect.stringContaining(word) }]);
  });

  it("several wrong fields are named together, and what was sent is not repeated", async () => {
    const answer = await send({ clientId: "PLANTED-VALUE", kind: "shout", text: 7 });
    const fields = answer.body.data.fields.map(({ field }: { field: string }) => field);
    expect(fields.sort()).toEqual(["clientId", "kind", "text"]);
    expect(JSON.stringify(answer.body)).not.toContain("PLANTED-VALUE");
  });

  it.each(["' or 1=1 --", "%_\\", "../../me", "\u202e", "1e999"])("the id %j is no id", async (id) => {
    const answer = await server.request("GET", `/api/v1/conversations/${encodeURIComponent(id)}`, {
      headers: ada.headers,
    });
    expect([400, 404]).toContain(answer.status);
    expect(["request.invalid", "request.not_found"]).toContain(answer.body.code);
  });

  it("a limit outside its bounds is refused by name", async () => {
    for (const limit of ["0", "-1", "1e9", "NaN", "1;drop table users"]) {
      const answer = await server.request(
        "GET",
        `/api/v1/conversations?view=mine&limit=${encodeURIComponent(limit)}`,
        {
          headers: ada.headers,
        },
      );
      expect(answer.body).toMatchObject({ code: "request.invalid", data: { fields: [{ field: "limit" }] } });
    }
  });

  it("names with line breaks and directions are refused where one line is wanted", async () => {
    const answer = await server.request("PATCH", `/api/v1/customers/${randomUUID()}`, {
      headers: ada.headers,
      body: { name: "Zoe\r\nBcc: all@shop.example" },
    });
    expect(answer.body).toMatchObject({ code: "request.invalid", data: { fields: [{ field: "name" }] } });
  });
});

describe("foreign pages", () => {
  const endOthers = (headers: Record<string, string>) =>
    server.request("POST", "/api/v1/me/sessions/end-others", { headers, body: {} });

  it("cannot write with the cookie of a signed-in user", async () => {
    for (const origin of [
      "https://evil.example",
      "null",
      `${server.url}.evil.example`,
      "http://127.0.0.1:1",
    ]) {
      const answer = await endOthers({ cookie: ada.cookie, origin });
      expect(answer).toMatchObject({ status: 403, body: { code: "origin.not_allowed" } });
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect((await endOthers({ cookie: ada.cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await endOthers({ cookie: ada.cookie, origin: server.url })).status).toBe(200);
  });

  it("cannot read answers, but the desktop's page can", async () => {
    const ask = (origin: string) =>
      server.request("GET", "/api/v1/me", { headers: { ...ada.headers, origin } });
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
    const desktop = await ask("app://sidetone");
    expect(desktop.headers.get("access-control-allow-origin")).toBe("app://sidetone");
    expect(desktop.headers.get("vary")).toContain("Origin");
  });

  it("cannot sign somebody out", async () => {
    const bob = await server.signedIn(shop);
    const headers = { cookie: bob.cookie, origin: "https://evil.example" };
    expect((await server.request("POST", "/api/auth/sign-out", { headers, body: {} })).status).toBe(403);
    expect((await server.request("GET", "/api/v1/me", { headers: bob.headers })).status).toBe(200);
  });
});

describe("the wire", () => {
  it("believes no forwarded address unless there is a proxy in front", async () => {
    const spoofed = {
      "x-forwarded-for": "203.0.113.9",
      "x-real-ip": "203.0.113.9",
      forwarded: "for=203.0.113.9",
    };
    const bob = await server.user(shop);
    const answer = await server.request("POST", "/api/auth/sign-in/email", {
      headers: { ...spoofed, "x-sidetone-address": "203.0.113.9" },
      body: { email: bob.email, password: bob.password },
    });
    const token = answer.headers.get("set-auth-token");
    const list = await server.request("GET", "/api/v1/me/sessions", {
      headers: { ...spoofed, authorization: `Bearer ${token}` },
    });
    expect(list.body[0].ipAddress).toBe("127.0.0.1");
  });

  it.each([
    [
      "two lengths",
      "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
    ],
    [
      "a length and chunks",
      "POST /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["no HTTP", "\u0016\u0003\u0001\u0002\u0000\r\n\r\n"],
  ])("answers %s with a refusal and a closed connection", async (_, bytes) => {
    const said = await raw(server.config.port, bytes);
    expect(said).toMatch(/^HTTP\/1\.1 400/);
    expect((await server.request("GET", "/health/live")).status).toBe(200);
  });

  it("carries the same protections on every answer", async () => {
    for (const path of ["/api/v1/me", "/health/live", "/nothing", "/openapi.json", "/docs"]) {
      const { headers } = await server.request("GET", path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  it("logs neither tokens nor what people wrote", async () => {
    await send({ clientId: randomUUID(), text: "PLANTED-MESSAGE-TEXT" });
    const log = server.logLines.join("");
    expect(log).toContain("answered");
    expect(log).not.toContain("PLANTED-MESSAGE-TEXT");
    expect(log).not.toContain(ada.token.split(".")[0]);
    expect(log).not.toContain(ada.password);
  });
});

/** Sends bytes as they are, and returns what comes back until the connection closes. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    let said = "";
    socket.setTimeout(5_000, () => socket.destroy(new Error("the connection stayed open")));
    socket.on("data", (chunk) => {
      said += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(said));
  });
}
