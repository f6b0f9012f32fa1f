interface Line {
  readonly kind: string;
  readonly at: string;
}

/** Kinds of which one lasts until the next: a status and an activity; a switch or a plan has no length. */
const lasting: readonly string[] = ["status", "activity"];

/**
 * How long each line of a log lasted, ms: until the next newer one of its kind, the newest until `now`. Lines come newest
 * first, without gaps between them. Null: it does not last.
 */
export function lengthsOf(lines: readonly Line[], now: number): readonly (number | null)[] {
  const ends = new Map<string, number>();
  return lines.map(({ kind, at }) => {
    if (!lasting.includes(kind)) return null;
    const from = Date.parse(at);
    const to = ends.get(kind) ?? now;
    ends.set(kind, from);
    return Math.max(0, to - from);
  });
}
