import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SendMessage } from "./conversations.ts";
import { MessageText, maxMessageLength, personLine, personText } from "./text.ts";

const problem = (result: ReturnType<typeof MessageText.safeParse>) => result.error?.issues[0]?.message;

describe("text that people write", () => {
  it("is stored as it was written: emoji, right-to-left and its controls, HTML, javascript:", () => {
    const texts = ["👩‍👩‍👧 olá", "שלום \u202Eevil\u202C", "<b onclick=x>", "javascript:alert(1)", "a\n\tb"];
    for (const text of texts) expect(MessageText.parse(text)).toBe(text);
  });

  it("passes exactly when it is well formed, without U+0000, not blank, and not too long", () => {
    const character = fc.constantFrom("a", " ", "\u0000", "\uD83D", "\uDE00", "😀", "\n", "é");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 6 }), (characters) => {
        const text = characters.join("");
        const isGood = text.isWellFormed() && !text.includes("\u0000") && text.trim() !== "";
        expect(MessageText.safeParse(text).success).toBe(isGood);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["a\u0000b", "contains the character U+0000, which cannot be stored"],
    ["a\uD83D", "contains half of a surrogate pair, which is no character"],
    ["x".repeat(maxMessageLength + 1), "is longer than 8000 characters"],
    [" \n ", "is empty"],
  ])("says what is wrong with it (%#)", (text, words) => {
    expect(problem(MessageText.safeParse(text))).toBe(words);
  });

  it("may be as long as the limit and no longer", () => {
    expect(MessageText.safeParse("x".repeat(maxMessageLength)).success).toBe(true);
    expect(personText(3).safeParse("1234").success).toBe(false);
  });

  it("is one line where a name is asked for, without the spaces around it", () => {
    expect(personLine(20).parse("  Ana Souza ")).toBe("Ana Souza");
    for (const text of ["Ana\nSouza", "Ana\u0007", "Ana\u2028", "Ana\u0085", "\u001b[31m"])
      expect(personLine(20).safeParse(text).success).toBe(false);
  });
});

describe("a message", () => {
  const ids = { conversationId: crypto.randomUUID(), clientId: crypto.randomUUID() };

  it("holds words or files, or both", () => {
    expect(SendMessage.parse({ ...ids, text: "hi" })).toMatchObject({ kind: "message", fileIds: [] });
    expect(SendMessage.safeParse({ ...ids, text: "", fileIds: [crypto.randomUUID()] }).success).toBe(true);
    expect(SendMessage.safeParse({ ...ids, text: "" }).success).toBe(false);
  });

  it("carries ids that are ids, and at most ten files", () => {
    expect(SendMessage.safeParse({ ...ids, clientId: "1 or 1=1", text: "hi" }).success).toBe(false);
    const fileIds = Array.from({ length: 11 }, () => crypto.randomUUID());
    expect(SendMessage.safeParse({ ...ids, text: "hi", fileIds }).success).toBe(false);
    expect(SendMessage.safeParse({ ...ids, text: "hi", fileIds: fileIds.slice(1) }).success).toBe(true);
  });
});
