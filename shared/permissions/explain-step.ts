/** One sentence of an explanation: what it says by code and values, and in English. */
export interface ExplanationStep {
  readonly code: string;
  /** False: this is what stands in the way, or part of it. */
  readonly holds: boolean;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

export const step = (
  code: string,
  holds: boolean,
  text: string,
  values: Readonly<Record<string, string>> = {},
): ExplanationStep => ({ code, holds, text, values });
