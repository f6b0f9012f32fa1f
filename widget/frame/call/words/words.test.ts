import { describe, expect, it } from "vitest";
import { callWords } from "./index.ts";

const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(Object.entries(callWords))("calls in %s", (language, words) => {
  it("are spoken of in full, with the same blanks to fill as in English, and not in English", () => {
    expect(Object.keys(words)).toEqual(Object.keys(callWords.en));
    for (const [key, text] of Object.entries(words)) {
      const english = callWords.en[key as keyof typeof words];
      expect(text.trim(), key).not.toBe("");
      expect(blanks(text), key).toEqual(blanks(english));
      if (language !== "en") expect(text, key).not.toBe(english);
    }
  });
});
