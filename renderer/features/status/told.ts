import type { AgentStatus } from "#shared/contract/statuses.ts";

/**
 * What somebody is told of: a status that somebody else has set, by a name that no other change has. null: nothing, as
 * he or the system set it.
 */
export const toTell = (
  mine: Pick<AgentStatus, "userId" | "cause" | "since" | "status" | "byName" | "reason">,
): string | null =>
  mine.cause === "set_by_other"
    ? [mine.userId, mine.since, mine.status, mine.byName, mine.reason].join(" ")
    : null;
