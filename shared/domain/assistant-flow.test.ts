import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssistantFlow, answerOf, choiceMeant, type FlowState, freshFlow } from "./assistant-flow.ts";

const flow: AssistantFlow = {
  greeting: { en: "Hello, I am Lumi.", es: "Hola, soy Lumi." },
  choices: [
    {
      key: "delivery",
      label: { en: "Delivery", es: "Envío" },
      keywords: ["parcel", "tracking", "envío"],
      answer: { en: "Two days." },
      handOverTo: null,
    },
    {
      key: "return",
      label: { en: "Return something" },
      keywords: ["return", "parcel back"],
      answer: { en: "Sure." },
      handOverTo: "q-returns",
    },
    { key: "person", label: { en: "A person" }, keywords: ["human"], answer: {}, handOverTo: "own" },
  ],
  notUnderstood: { en: "Sorry?" },
  triesBeforeHandOver: 2,
  handOver: { en: "I hand you over." },
};
const menu = ["Delivery", "Return something", "A person"];
const greeted: FlowState = { ...freshFlow, greeted: true };

describe("the built-in assistant", () => {
  it("greets with its menu when the first words name nothing, and answers at once when they do", () => {
    expect(answerOf(flow, freshFlow, "Hi", "en")).toEqual({
      messages: [{ text: "Hello, I am Lumi.", choices: menu }],
      state: greeted,
      handOver: null,
    });
    expect(answerOf(flow, freshFlow, "Where is my parcel?", "en").messages).toEqual([
      { text: "Two days.", choices: menu },
    ]);
  });

  it("understands a choice by name in any language, by number, and by keyword without accents or case", () => {
    expect(choiceMeant(flow, "envio")?.key).toBe("delivery");
    expect(choiceMeant(flow, "¡ENVÍO!")?.key).toBe("delivery");
    expect(choiceMeant(flow, "2")?.key).toBe("return");
    expect(choiceMeant(flow, "I want to send the parcel back")?.key).toBe("return");
    expect(choiceMeant(flow, "humanity")).toBeUndefined();
    expect(choiceMeant(flow, "99")).toBeUndefined();
  });

  it("hands over to the choice's queue, or the conversation's own, and says what was chosen on the way", () => {
    const first = answerOf(flow, freshFlow, "Delivery", "en");
    expect(answerOf(flow, first.state, "return", "en")).toMatchObject({
      messages: [{ text: "Sure." }, { text: "I hand you over." }],
      handOver: { queueId: "q-returns", topics: ["Delivery", "Return something"] },
    });
    expect(answerOf(flow, greeted, "human", "en").handOver).toEqual({ queueId: null, topics: ["A person"] });
  });

  it("asks again as often as it is told, then hands over; what it understands in between counts anew", () => {
    const once = answerOf(flow, greeted, "???", "en");
    expect(once).toMatchObject({ messages: [{ text: "Sorry?", choices: menu }], handOver: null });
    expect(answerOf(flow, once.state, "blah", "en")).toMatchObject({
      messages: [{ text: "I hand you over." }],
      handOver: { queueId: null, topics: [] },
    });
    expect(answerOf(flow, answerOf(flow, once.state, "1", "en").state, "blah", "en").handOver).toBeNull();
  });

  it("speaks the customer's language where it can, and greets before it hands over when it has no menu", () => {
    expect(answerOf(flow, freshFlow, "Hola", "es").messages[0]?.text).toBe("Hola, soy Lumi.");
    expect(answerOf({ ...flow, choices: [], triesBeforeHandOver: 1 }, freshFlow, "Hi", "en")).toMatchObject({
      messages: [{ text: "Hello, I am Lumi." }, { text: "I hand you over." }],
      handOver: { queueId: null },
    });
  });
});

const anyText = fc.oneof(fc.string(), fc.constantFrom("1", "2", "parcel", "human", "Delivery", "", "  "));

describe("whatever customers write", () => {
  it("never leaves anybody without an answer or a person, and hands over at the latest after its tries", () => {
    const texts = fc.array(anyText, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (said, triesBeforeHandOver) => {
        let state = freshFlow;
        for (const text of said) {
          const answer = answerOf({ ...flow, triesBeforeHandOver }, state, text, "en");
          expect(answer.messages.length > 0 || answer.handOver !== null).toBe(true);
          expect(answer.messages.every((one) => one.text.trim() !== "")).toBe(true);
          expect(answer.state.tries).toBeLessThanOrEqual(triesBeforeHandOver);
          if (answer.state.tries === triesBeforeHandOver) expect(answer.handOver).not.toBeNull();
          if (answer.handOver) return;
          state = answer.state;
        }
      }),
    );
  });

  it("finds every choice that it offers, by the very words of its button", () => {
    const label = fc.string({ minLength: 1 }).filter((text) => /[\p{L}\p{N}]/u.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 6 }), (labels) => {
        const choices = labels.map((en, at) => ({
          key: `k${at}`,
          label: { en },
          keywords: [],
          answer: { en: "ok" },
          handOverTo: null,
        }));
        const offered = answerOf({ ...flow, choices }, freshFlow, "", "en").messages[0]?.choices ?? [];
        expect(offered).toHaveLength(labels.length);
        for (const one of offered) expect(choiceMeant({ ...flow, choices }, one)).toBeDefined();
      }),
    );
  });
});
