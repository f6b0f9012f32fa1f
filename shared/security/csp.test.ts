import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, serverOrigins, withNonce } from "./csp.ts";

const nonce = "q83vEjRWeJCrze8SNFZ4kA==";

describe("the page's security policy", () => {
  it("is exactly this text", () => {
    const connect = serverOrigins("https://work.example");
    expect(contentSecurityPolicy({ nonce, connect }).split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' blob: data:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self' https://work.example wss://work.example",
      "worker-src 'self'",
      "manifest-src 'self'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types default dompurify sidetone",
    ]);
  });

  it("lets the page call nobody while no workspace address is known", () => {
    expect(contentSecurityPolicy({ nonce })).toContain("connect-src 'self';");
  });

  it.each([
    "https://a.example; script-src *",
    "*",
    "https://a.example/path",
    "javascript:",
    "https://a b",
    "",
  ])("refuses %j in place of an origin", (origin) => {
    expect(() => contentSecurityPolicy({ nonce, connect: [origin] })).toThrow("not an origin");
  });

  it("refuses a nonce that could be guessed or that ends the quotation", () => {
    expect(() => contentSecurityPolicy({ nonce: "1234" })).toThrow();
    expect(() => contentSecurityPolicy({ nonce: `${nonce}' 'unsafe-inline` })).toThrow();
  });

  it("puts the nonce everywhere the page asks for it", () => {
    expect(withNonce('<meta nonce="__CSP_NONCE__"><style nonce="__CSP_NONCE__">', "n")).toBe(
      '<meta nonce="n"><style nonce="n">',
    );
  });

  it("hears the server where it asks it, port included", () => {
    expect(serverOrigins("http://127.0.0.1:7100/x")).toEqual([
      "http://127.0.0.1:7100",
      "ws://127.0.0.1:7100",
    ]);
    expect(serverOrigins("https://[::1]:7443")).toEqual(["https://[::1]:7443", "wss://[::1]:7443"]);
    expect(() => serverOrigins("ftp://a.example")).toThrow();
  });
});
