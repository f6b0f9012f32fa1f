/**
 * What a status can be. `ready` opens the queues; `online` is direct and internal work only; `custom` is one of the
 * workspace's own and behaves like `dnd`; `paused` was set by the system, and only the person himself leaves it.
 */
export const statusKeys = ["offline", "online", "ready", "dnd", "custom", "paused"] as const;
export type StatusKey = (typeof statusKeys)[number];

/** Who or what changed a status, and why. */
export const statusCauses = [
  "chosen",
  /** Somebody else did it; `byName` says who. */
  "set_by_other",
  "signed_in",
  "signed_out",
  "connection_lost",
  "connection_back",
  /** As `connection_back`, but too late for what he had: he is Online. */
  "back_late",
  "offer_missed",
  "agent_inactive",
  /** A status that was chosen while he was busy has come. */
  "next_came",
  /** The rule of his role or account has changed: he has no status any more, or the custom one is gone. */
  "rights_changed",
  "status_removed",
  /** Of activities, which nobody chooses. */
  "work",
] as const;
export type StatusCause = (typeof statusCauses)[number];

/** A status as it is chosen: of a custom one which, and why when it asks. */
export interface ChosenStatus {
  readonly status: StatusKey;
  readonly customStatusId: string | null;
  readonly reason: string | null;
}
