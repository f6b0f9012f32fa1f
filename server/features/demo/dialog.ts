import type { Outcome } from "#shared/contract/conversations.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { DemoQueue } from "./people.ts";

/**
 * A conversation as it might have been. A line begins with who writes it: `c` customer, `a` agent, `n` an
 * agent's note. `{customer}`, `{product}` and `{order}` are filled in.
 */
export interface Dialog {
  readonly language: Language;
  readonly queue: DemoQueue;
  readonly outcome: Outcome;
  /** On the demo shop's site. */
  readonly page: string;
  readonly lines: readonly string[];
}
