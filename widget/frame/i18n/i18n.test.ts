import { describe, expect, it } from "vitest";
import { languageOf, sayIn, texts } from "./index.ts";

const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries(texts))("the widget in %s", (language, words) => {
  it("says everything, with the same blanks to fill as in English", () => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(texts.en).sort());
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), key).not.toBe("");
      expect(blanks(text), key).toEqual(blanks(texts.en[key as keyof typeof texts.en]));
    }
  });

  it("is not English in disguise", () => {
    if (language === "en") return;
    const same = Object.entries(words).filter(
      ([key, text]) => text === texts.en[key as keyof typeof texts.en],
    );
    expect(same.map(([key]) => key)).toEqual(same.map(([key]) => key).filter((key) => key === "email"));
  });
});

describe("the language of the widget", () => {
  it("follows the page's tag, and is English when we do not speak it", () => {
    expect(["pt", "PT-br", "es-MX", "it-CH", "fr", ""].map(languageOf)).toEqual([
      "pt-BR",
      "pt-BR",
      "es",
      "it",
      "en",
      "en",
    ]);
  });

  it("puts names in as they are, whatever signs they hold", () => {
    expect(sayIn("en")("joined", { name: "$& {n} <b>" })).toBe("$& {n} <b> joined the conversation");
  });
});
