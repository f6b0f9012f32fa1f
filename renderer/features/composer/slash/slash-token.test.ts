import { describe, expect, it } from "vitest";
import { slashTokenAt } from "./slash-token.ts";

const at = (text: string, caret = text.length) => {
  const token = slashTokenAt(text, caret);
  return token && [token.query, token.from, token.to, token.alone];
};

describe("the slash in a draft", () => {
  it("opens the search at the start of a word", () => {
    expect(at("/")).toEqual(["", 0, 1, true]);
    expect(at("/hel")).toEqual(["hel", 0, 4, true]);
    expect(at("/", 0)).toEqual(["", 0, 1, true]);
    expect(at("Hello /by")).toEqual(["by", 6, 9, false]);
    expect(at("Hello\n/by")).toEqual(["by", 6, 9, false]);
  });

  it("takes a title with blanks when the draft is nothing else", () => {
    expect(at("/opening hours")).toEqual(["opening hours", 0, 14, true]);
    expect(at("x /opening hours")).toBeNull();
  });

  it("is only a slash inside of words, dates and addresses", () => {
    for (const text of ["and/or", "24/12", "https://shop.example/a", "//", "/usr/bin", "Hello"])
      expect(at(text)).toBeNull();
  });

  it("is looked for where the caret is", () => {
    expect(at("/by for now", 3)).toEqual(["by", 0, 3, false]);
    expect(at("say /by", 3)).toBeNull();
    expect(at(`/${"a".repeat(60)}`)).toBeNull();
  });
});
