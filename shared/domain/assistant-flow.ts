import type { Texts } from "./texts.ts";

/** A choice of the built-in assistant's menu: what it answers, and whether it hands over then. */
export interface AssistantChoice {
  readonly key: string;
  readonly label: Texts;
  /** Words that choose it when the customer writes instead of choosing. */
  readonly keywords: readonly string[];
  readonly answer: Texts;
  /** Hands over to this queue after the answer; null: asks again. */
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
