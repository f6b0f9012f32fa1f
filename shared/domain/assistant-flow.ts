import type { Language } from "../contract/ids.ts";
import { type Texts, textIn } from "./texts.ts";

/** Instead of a queue's id: the queue that the conversation is in. */
export const ownQueue = "own";

/** A choice of the built-in assistant's menu: what it answers, and whether it hands over then. */
export interface AssistantChoice {
  readonly key: string;
  readonly label: Texts;
  /** Words that choose it when the customer writes instead of choosing. */
  readonly keywords: readonly string[];
  readonly answer: Texts;
  /** Hands over to this queue (or {@link ownQueue}) after the answer; null: asks again. */
  readonly handOverTo: string | null;
}

/** What the built-in assistant says: a menu with keywords. */
export interface AssistantFlow {
  readonly greeting: Texts;
  readonly choices: readonly AssistantChoice[];
  /** Said when nothing fits; after so many times it hands over. */
  readonly notUnderstood: Texts;
  readonly triesBeforeHandOver: number;
  readonly handOver: Texts;
}

/** How far a customer has come in the menu. */
export interface FlowState {
  readonly greeted: boolean;
  /** How often in a row it did not understand. */
  readonly tries: number;
  /** Keys of the choices so far, the newest last. */
  readonly chosen: readonly string[];
}

/** What an assistant says, with what the customer may choose; he may write instead. */
export interface AssistantMessage {
  readonly text: string;
  readonly choices?: readonly string[];
}

/** What an assistant answers to what the customer wrote. */
export interface FlowAnswer {
  readonly messages: readonly AssistantMessage[];
  readonly state: FlowState;
  /** To people now: to this queue (null: its own), with what they should know. */
  readonly handOver: { readonly queueId: string | null; readonly topics: readonly string[] } | null;
}

export const freshFlow: FlowState = { greeted: false, tries: 0, chosen: [] };

/** Kept of what somebody chose: enough for a summary. */
const mostChosen = 20;

/** Small letters without accents or punctuation, words apart by one space: so "¿Envío?" is "envio". */
export const plainWords = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const contains = (text: string, words: string): boolean => words !== "" && ` ${text} `.includes(` ${words} `);

/** The choice that is meant: by its name in any language, by its number in the menu, by a keyword; the longest keyword wins. */
export function choiceMeant(flow: AssistantFlow, text: string): AssistantChoice | undefined {
  const said = plainWords(text);
  if (said === "") return undefined;
  const named = flow.choices.find(({ label }) =>
    Object.values(label).some((one) => one && plainWords(one) === said),
  );
  if (named) return named;
  const byNumber = /^\d{1,2}$/.test(said) ? flow.choices[Number(said) - 1] : undefined;
  if (byNumber) return byNumber;
  const found = flow.choices.flatMap((choice) =>
    choice.keywords
      .map((keyword) => ({ choice, words: plainWords(keyword) }))
      .filter(({ words }) => contains(said, words)),
  );
  return found.sort((left, right) => right.words.length - left.words.length)[0]?.choice;
}

/** The built-in assistant's answer: pure, so that the editor tries it out as the server does it. */
export function answerOf(
  flow: AssistantFlow,
  state: FlowState,
  text: string,
  language: Language | null,
  fallbacks: readonly Language[] = ["en"],
): FlowAnswer {
  const say = (texts: Texts) => textIn(texts, language, fallbacks) ?? "";
  const menu = flow.choices.map(({ label, key }) => say(label) || key);
  const asking = (words: string): AssistantMessage[] =>
    menu.length > 0 ? [{ text: words, choices: menu }] : spoken(words);
  const topicsOf = (chosen: readonly string[]) =>
    chosen.flatMap((key) => {
      const choice = flow.choices.find((one) => one.key === key);
      return choice ? [say(choice.label) || key] : [];
    });

  const meant = choiceMeant(flow, text);
  if (meant) {
    const next = { greeted: true, tries: 0, chosen: [...state.chosen, meant.key].slice(-mostChosen) };
    const answer = say(meant.answer);
    if (meant.handOverTo === null)
      return { messages: asking(answer || say(flow.greeting)), state: next, handOver: null };
    const queueId = meant.handOverTo === ownQueue ? null : meant.handOverTo;
    return {
      messages: [...spoken(answer), ...spoken(say(flow.handOver))],
      state: next,
      handOver: { queueId, topics: topicsOf(next.chosen) },
    };
  }
  if (!state.greeted && menu.length > 0)
    return { messages: asking(say(flow.greeting)), state: { ...state, greeted: true }, handOver: null };
  const next = { ...state, greeted: true, tries: state.tries + 1 };
  if (next.tries < flow.triesBeforeHandOver && menu.length > 0)
    return { messages: asking(say(flow.notUnderstood)), state: next, handOver: null };
  const hello = state.greeted ? [] : spoken(say(flow.greeting));
  return {
    messages: [...hello, ...spoken(say(flow.handOver))],
    state: next,
    handOver: { queueId: null, topics: topicsOf(next.chosen) },
  };
}

const spoken = (text: string): AssistantMessage[] => (text.trim() ? [{ text }] : []);
