import type { Row } from "./timeline-rows.ts";

/** This near to the top, in pixels, the next older page is asked for: about two screens before one gets there. */
export const nearTop = 800;

/** The oldest row that stays the same when older ones come, and where it begins. */
export interface Head {
  readonly key: string;
  readonly start: number;
}

/** What says something: the lines above it (older, day, new) move up to the oldest row when an older page comes. */
const isSaid = ({ kind }: Row): boolean => kind === "bubble" || kind === "system";

export function headOf(
  rows: readonly Row[],
  startOf: (index: number) => number | undefined,
): Head | undefined {
  const index = rows.findIndex(isSaid);
  const row = rows[index];
  const start = startOf(index);
  return row && start !== undefined ? { key: row.key, start } : undefined;
}

/** How far older rows pushed down what was the head before; 0 when none came, or when the head itself is gone. */
export function pushedBy(
  before: Head | undefined,
  rows: readonly Row[],
  startOf: (index: number) => number | undefined,
): number {
  if (!before || rows.find(isSaid)?.key === before.key) return 0;
  const start = startOf(rows.findIndex(({ key }) => key === before.key));
  return start === undefined ? 0 : start - before.start;
}

interface Reading {
  readonly loaded: boolean;
  readonly hasOlder: boolean;
  readonly isLoading: boolean;
  readonly scrollTop: number;
}

/** Whether the next older page is to be asked for now. */
export const wantsOlder = ({ loaded, hasOlder, isLoading, scrollTop }: Reading): boolean =>
  loaded && hasOlder && !isLoading && scrollTop < nearTop;
