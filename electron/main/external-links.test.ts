import { describe, expect, it } from "vitest";
import { createLinkOpener, judgeLink } from "./external-links.ts";

const known = new Set(["work.example"]);

describe("a link that leaves the app", () => {
  it("opens at once when it leads to the workspace's own host", () => {
    expect(judgeLink("https://work.example/help", known)).toEqual({
      open: "yes",
      url: "https://work.example/help",
      host: "work.example",
    });
  });

  it("asks with the true host before it opens any other", () => {
    expect(judgeLink("https://bücher.example/x", known)).toMatchObject({
      open: "ask",
      host: "xn--bcher-kva.example",
    });
    expect(judgeLink("https://work.example:8443/", known)).toMatchObject({
      open: "ask",
      host: "work.example:8443",
    });
    expect(judgeLink("mailto:ana@shop.example", known)).toMatchObject({
      open: "ask",
      host: "ana@shop.example",
    });
    expect(judgeLink("tel:+55(11)99-1", known)).toMatchObject({ open: "ask", url: "tel:+55(11)99-1" });
  });

  it.each([
    "http://plain.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "smb://host/share",
    "ms-msdt:/id",
    "search-ms:query=x",
    "ms-appinstaller:?source=x",
    "ms-officecmd:x",
    "ssh://host",
    "app://sidetone/",
    "sidetone://workspace",
    "https://bank.example@evil.example/",
    "https://bank.example\u202e/",
    "mailto:x@y.example?attach=/etc/passwd",
    "tel:*21*5511#",
    "tel:1;phone-context=evil",
    `https://a.example/${"x".repeat(3000)}`,
    "not a link",
    "",
  ])("is not opened: %j", (link) => {
    expect(judgeLink(link, known)).toEqual({ open: "no" });
  });

  it("is not opened when the user says no", async () => {
    const opened: string[] = [];
    const asked: string[] = [];
    const opener = (agrees: boolean) =>
      createLinkOpener({
        knownHosts: () => known,
        confirm: async (host) => {
          asked.push(host);
          return agrees;
        },
        open: async (url) => void opened.push(url),
      });

    expect(await opener(false)("https://docs.example/a")).toBe(false);
    expect(await opener(true)("https://docs.example/a")).toBe(true);
    expect(await opener(true)("https://work.example/")).toBe(true);

    expect(asked).toEqual(["docs.example", "docs.example"]);
    expect(opened).toEqual(["https://docs.example/a", "https://work.example/"]);
  });
});
