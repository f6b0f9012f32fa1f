/** The moments at which the system says something by itself. */
export const automaticKinds = ["welcome", "waiting", "away", "closing"] as const;
export type AutomaticKind = (typeof automaticKinds)[number];

/** How long somebody waits before he is told that he is not forgotten, seconds, unless the workspace says otherwise. */
export const waitingSeconds = 60;

/** Whether somebody is there to answer. */
export interface Attendance {
  /** By the hours of the queue. */
  readonly open: boolean;
  /** Somebody who answers the queue has his desk open and is not offline. */
  readonly staffed: boolean;
}

/**
 * What somebody hears as his conversation begins, the first that is switched on: with nobody there that it will take
 * longer, else a welcome. Who comes back to an earlier conversation is not welcomed again.
 */
export function saidAtStart({ open, staffed }: Attendance, reopened: boolean): readonly AutomaticKind[] {
  const welcome = reopened ? [] : (["welcome"] as const);
  return open && staffed ? welcome : ["away", ...welcome];
}
