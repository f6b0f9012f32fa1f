import { rooms } from "#server/platform/socket/index.ts";
import type { AgentStatus } from "#shared/contract/statuses.ts";
import type { StatusDeps } from "./deps.ts";
import { statusRows } from "./read-status.ts";

/** Colleagues hear of statuses at most so often, ms: every frame goes to everybody of the workspace. */
const gatherMs = 300;

/**
 * Tells statuses: to the person at once, to his colleagues gathered by workspace, the newest record of each. A burst of
 * thousands, as at the start of a shift, is a few frames and not a frame for each and everybody.
 */
export function createStatusNews({ pool, news, desk }: Pick<StatusDeps, "pool" | "news" | "desk">) {
  const gathered = new Map<string, Map<string, AgentStatus>>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const [workspaceId, statuses] of gathered)
      desk.to(rooms.colleagues(workspaceId)).emit("colleagues.changed", { statuses: [...statuses.values()] });
    gathered.clear();
  }

  news.register("s", async (userIds) => {
    for (const { workspaceId, status } of await statusRows(pool, userIds)) {
      desk.to(rooms.user(status.userId)).emit("status.changed", status);
      const waiting = gathered.get(workspaceId) ?? new Map<string, AgentStatus>();
      gathered.set(workspaceId, waiting.set(status.userId, status));
    }
    timer ??= setTimeout(flush, gatherMs);
  });

  return { flush };
}
