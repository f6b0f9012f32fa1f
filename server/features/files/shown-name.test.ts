import { describe, expect, it } from "vitest";
import { contentDisposition, shownName } from "./shown-name.ts";

describe("a file's name, made harmless", () => {
  it.each([
    ["lamp.jpg", "lamp.jpg"],
    ["Rechnung März 2026.pdf", "Rechnung März 2026.pdf"],
    ["../../etc/passwd", "passwd"],
    ["..\\..\\windows\\system.ini", "system.ini"],
    ["C:\\fakepath\\photo.png", "photo.png"],
    ["CON", "_CON"],
    ["con.txt", "_con.txt"],
    ["LPT1.log", "_LPT1.log"],
    ["\u202egpj.exe", "gpj.exe"],
    ["inv\u2066oice\u2069.pdf", "invoice.pdf"],
    ["two\r\nlines.txt", "twolines.txt"],
    ["a\u0000b.txt", "ab.txt"],
    ['<img src="x">.png', "_img src=_x__.png"],
    ["half \ud800.png", "half \ufffd.png"],
    ["...", "file"],
    ["", "file"],
    ["name. . ", "name"],
    ["👩‍👩‍👧.png", "👩‍👩‍👧.png"],
  ])("%j is shown as %j", (given, shown) => {
    expect(shownName(given)).toBe(shown);
  });

  it("is at most 120 characters, and keeps its ending", () => {
    const name = shownName(`${"long ".repeat(800)}.jpeg`);
    expect(name.length).toBeLessThanOrEqual(120);
    expect(name).toMatch(/….jpeg$/);
  });

  it("cannot break out of the header that carries it", () => {
    const header = contentDisposition("attachment", 'a"; filename="b.html\u00e9');
    expect(header).toBe(
      `attachment; filename="a_; filename=_b.html_"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html%C3%A9`,
    );
  });
});
