import { describe, expect, it } from "vitest";
import { findWorkspace, readAddress } from "./server-address.ts";

describe("the workspace's address", () => {
  it.each([
    ["https://work.example", "https://work.example"],
    ["  work.example ", "https://work.example"],
    ["https://Work.Example:8443/app?x=1", "https://work.example:8443"],
    ["http://127.0.0.1:7100/app", "http://127.0.0.1:7100"],
    ["localhost:7100", "http://localhost:7100"],
    ["http://[::1]:7100", "http://[::1]:7100"],
  ])("%j is read as %s", (text, address) => {
    expect(readAddress(text)).toEqual({ ok: true, address });
  });

  it.each([
    "",
    "not an address",
    "ftp://work.example",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://a:b@work.example",
    "https://",
  ])("%j is not an address", (text) => {
    expect(readAddress(text)).toEqual({ ok: false, code: "not_an_address" });
  });

  it.each([
    "http://work.example",
    "http://10.0.0.5:7100",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
  ])("%j would carry the password in clear", (text) => {
    expect(readAddress(text)).toEqual({ ok: false, code: "insecure" });
  });

  it("is taken when a workspace answers there", async () => {
    const asked: string[] = [];
    const found = await findWorkspace("work.example/app", async (url) => {
      asked.push(url);
      return Response.json({ ready: true });
    });
    expect(found).toEqual({ ok: true, address: "https://work.example" });
    expect(asked).toEqual(["https://work.example/health/ready"]);
  });

  it("is not taken when something else answers, or nothing", async () => {
    const answering = (answer: () => Response) => findWorkspace("work.example", async () => answer());
    expect(
      await answering(() => new Response("<h1>Router</h1>", { headers: { "content-type": "text/html" } })),
    ).toEqual({ ok: false, code: "not_a_workspace" });
    expect(await answering(() => Response.json({}, { status: 404 }))).toEqual({
      ok: false,
      code: "not_a_workspace",
    });
    expect(
      await answering(() => {
        throw new TypeError("fetch failed");
      }),
    ).toEqual({ ok: false, code: "unreachable" });
  });
});
