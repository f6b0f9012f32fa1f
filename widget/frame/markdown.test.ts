import { describe, expect, it } from "vitest";
import { type Piece, parseMarkdown, safeHref } from "./markdown.ts";

const plain = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ("parts" in piece ? plain(piece.parts) : piece.text)).join("");
const links = (source: string) => parseMarkdown(source).filter((piece) => piece.kind === "link");

describe("the text of a message", () => {
  it("shows bold, italic, code and links, and leaves the rest as it was typed", () => {
    expect(parseMarkdown("a **b** *c* `d*e*` # not a title")).toEqual([
      { kind: "text", text: "a " },
      { kind: "bold", parts: [{ kind: "text", text: "b" }] },
      { kind: "text", text: " " },
      { kind: "italic", parts: [{ kind: "text", text: "c" }] },
      { kind: "text", text: " " },
      { kind: "code", text: "d*e*" },
      { kind: "text", text: " # not a title" },
    ]);
  });

  it.each([
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:null/1",
    "//evil.example",
    "https://user:secret@evil.example/",
  ])("makes no link of %j, named or bare", (address) => {
    expect(safeHref(address)).toBeUndefined();
    expect(links(`[click](${address})`)).toEqual([]);
    expect(links(address)).toEqual([]);
  });

  it("links http, https, mailto and tel, without the punctuation of the sentence", () => {
    expect(links("See https://a.example/b?c=d, mailto:x@a.example or tel:+351221234567.")).toEqual([
      { kind: "link", href: "https://a.example/b?c=d", text: "https://a.example/b?c=d" },
      { kind: "link", href: "mailto:x@a.example", text: "mailto:x@a.example" },
      { kind: "link", href: "tel:+351221234567", text: "tel:+351221234567" },
    ]);
    expect(links("(https://a.example/x)")[0]).toMatchObject({ href: "https://a.example/x" });
  });

  it("names the true host beside a link that is called otherwise", () => {
    expect(links("[bank.example](https://evil.example/login)")[0]).toMatchObject({
      text: "bank.example (evil.example)",
    });
    expect(links("[docs on a.example](https://a.example/x)")[0]).toMatchObject({ text: "docs on a.example" });
  });

  it("shows a host in look-alike letters as the network sees it", () => {
    expect(links("https://аpple.com/x")[0]).toMatchObject({ text: "https://xn--pple-43d.com/x" });
  });

  it("keeps every character of text that is no markup", () => {
    for (const text of ["<img src=x onerror=alert(1)>", "**", "[a](", "`", "* a", "2*3*4", "snake_case_name"])
      expect(plain(parseMarkdown(text))).toBe(text);
  });

  it.each([
    ["brackets", "[".repeat(8_000)],
    ["stars", "*".repeat(8_000)],
    ["stars with letters", "**a".repeat(2_600)],
    ["ticks", "`".repeat(7_999)],
    ["addresses", "http://".repeat(1_140)],
    ["mail", "a.".repeat(4_000)],
    ["one word", "x".repeat(8_000)],
    ["piled-up marks", `a${"\u0301".repeat(7_999)}`],
  ])("reads 8,000 characters of %s in under 100 ms", (_what, text) => {
    const started = performance.now();
    const pieces = parseMarkdown(text);
    expect(performance.now() - started).toBeLessThan(100);
    expect(pieces.length).toBeGreaterThan(0);
  });
});
