import { useMe } from "#renderer/platform/desk-context.tsx";
import type { AskedThing } from "#renderer/platform/why.tsx";
import type { QueueSettings } from "#shared/contract/groups.ts";

/** A queue as the rule sees it; whether one is assigned to it as editor stands in its own list of supervisors. */
export function useQueueThing(queue: QueueSettings): AskedThing {
  const me = useMe();
  const isEditor = queue.supervisors.some(({ id, level }) => id === me.id && level === "editor");
  return {
    queueId: queue.id,
    about: { kind: "queue", id: queue.id },
    holds: isEditor ? ["assignment.editor"] : [],
  };
}
