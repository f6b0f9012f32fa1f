import type { TrunkSettings } from "./trunk-settings.ts";

/** Why a call is not even tried; told to the agent, and to the log. */
export type GuardRefusal = "not_a_number" | "prefix_not_allowed" | "too_many_calls" | "too_fast";

/** What a line is doing. */
export interface LineUse {
  readonly calls: number;
  /** When calls of the last second began, milliseconds. */
  readonly starts: readonly number[];
}

type Limits = Pick<TrunkSettings, "maxCalls" | "callsPerSecond">;
type Prefixes = Readonly<Record<"allowedPrefixes" | "blockedPrefixes", readonly string[]>>;

/**
 * A number in the one form in which it is compared: "+39 02/1234" and "0039 021234" are the same. Nothing for what is no
 * number: a name or an address could lead anywhere.
 */
export function plainNumber(dialled: string): string | undefined {
  const digits = dialled.replace(/[\s().\-/]/g, "").replace(/^00(?=[1-9])/, "+");
  return /^\+?\d{2,15}$/.test(digits) ? digits : undefined;
}

const longestOf = (prefixes: readonly string[], number: string): number =>
  Math.max(-1, ...prefixes.filter((prefix) => number.startsWith(prefix)).map(({ length }) => length));

/** The longest prefix decides: a blocked one within an allowed one blocks, and the other way round. On a tie, it blocks. */
export const mayBeCalled = ({ allowedPrefixes, blockedPrefixes }: Prefixes, number: string): boolean =>
  longestOf(allowedPrefixes, number) > longestOf(blockedPrefixes, number);

/** Whether one more call fits the line now. At least one may begin in any span of 1 / callsPerSecond. */
export function fitsLine(
  { maxCalls, callsPerSecond }: Limits,
  use: LineUse,
  now: number,
): GuardRefusal | undefined {
  if (use.calls >= maxCalls) return "too_many_calls";
  const span = callsPerSecond >= 1 ? 1_000 : 1_000 / callsPerSecond;
  const recent = use.starts.filter((at) => now - at < span).length;
  return recent >= Math.max(1, Math.floor(callsPerSecond)) ? "too_fast" : undefined;
}

/** Whether this number may be called on this line now. */
export function judgeOutgoing(
  trunk: Limits & Prefixes,
  dialled: string,
  use: LineUse,
  now: number,
): { readonly number: string } | { readonly refused: GuardRefusal } {
  const number = plainNumber(dialled);
  if (number === undefined) return { refused: "not_a_number" };
  if (!mayBeCalled(trunk, number)) return { refused: "prefix_not_allowed" };
  const refused = fitsLine(trunk, use, now);
  return refused ? { refused } : { number };
}

/** The longest span in which calls are counted: one in ten seconds is the least that a line can be set to, ms. */
const longestSpanMs = 10_000;

/** Keeps count of the calls of a line; its settings may change meanwhile. */
export function createLineUse(now: () => number) {
  const calls = new Set<string>();
  let starts: number[] = [];
  return {
    use: (): LineUse => ({ calls: calls.size, starts }),
    begin(id: string): void {
      starts = [...starts.filter((at) => now() - at < longestSpanMs), now()];
      calls.add(id);
    },
    end: (id: string): void => {
      calls.delete(id);
    },
  };
}
export type LineUseCount = ReturnType<typeof createLineUse>;
