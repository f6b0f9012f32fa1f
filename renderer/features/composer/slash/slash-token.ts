/** What is typed behind a slash, and where it stands. */
export interface SlashToken {
  readonly query: string;
  readonly from: number;
  readonly to: number;
  /** Nothing else is in the draft: choosing may send at once. */
  readonly alone: boolean;
}

/** Longer than any code or title that somebody would type out. */
const longest = 40;

/**
 * The token at the caret: a slash at the start of a word and what follows it. Where the draft is nothing else, blanks
 * may be in it, so that titles can be typed as they are; elsewhere a blank ends it.
 */
export function slashTokenAt(text: string, caret: number): SlashToken | null {
  const before = text.slice(0, caret);
  const whole = /^\/([^\n/]*)$/.exec(text);
  const token = whole ?? /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(before);
  const query = token?.[1];
  if (query === undefined || query.length > longest) return null;
  // At 0 the caret has not been told yet: the slash came from a key of the window, not from the box.
  if (whole && (caret === text.length || caret === 0))
    return { query, from: 0, to: text.length, alone: true };
  const inText = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(before)?.[1];
  if (inText === undefined) return null;
  const from = caret - inText.length - 1;
  return { query: inText, from, to: caret, alone: text.trim() === `/${inText}` };
}
