/** Where a scrolled box stands. */
export interface Standing {
  readonly top: number;
  /** What is still below the lower edge. */
  readonly below: number;
}

/** This near to the end counts as at the end. */
export const nearEnd = 60;

/**
 * Whether the newest is to be kept in view. Only somebody who scrolls up gives it up: rows that turn out taller than
 * they were guessed, or a composer that grows, push the end away without anybody having moved.
 */
export function staysAtEnd(before: boolean, now: Standing, last: Standing): boolean {
  if (now.below <= nearEnd) return true;
  return before && now.top >= last.top;
}
