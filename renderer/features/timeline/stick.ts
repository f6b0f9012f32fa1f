/** This near to the end counts as at the end. */
export const nearEnd = 60;

/**
 * Whether the newest is to be kept in view. Only a hand that scrolls gives it up: rows that turn out taller or shorter
 * than they were guessed, or a composer that grows, move the end away without anybody having wanted it.
 */
export const staysAtEnd = (before: boolean, below: number, byHand: boolean): boolean =>
  below <= nearEnd || (before && !byHand);
