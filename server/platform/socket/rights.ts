import type { Actor } from "#shared/permissions/can.ts";

/** What of somebody's rights is another now, the most important first. */
export function whatChanged(before: Actor, now: Actor): "role" | "groups" | "queues" | "settings" {
  if (before.role !== now.role || before.viewedBy?.key !== now.viewedBy?.key) return "role";
  if (`${[...before.ledGroupIds].sort()}` !== `${[...now.ledGroupIds].sort()}`) return "groups";
  if (before.ledPeople !== now.ledPeople) return "groups";
  if (`${[...before.queueIds].sort()}` !== `${[...now.queueIds].sort()}`) return "queues";
  return "settings";
}

const rightsOf = ({
  role,
  rank,
  grants,
  queueIds,
  assignedQueueIds,
  editorQueueIds,
  ledGroupIds,
  ledPeople,
  ...more
}: Actor) =>
  JSON.stringify([
    role,
    more.viewedBy?.key,
    more.needsSecondFactor,
    rank,
    grants,
    ledPeople,
    ...[queueIds, assignedQueueIds, editorQueueIds, ledGroupIds].map((ids) => [...ids].sort()),
  ]);
/** True when nothing has changed that rooms and commands go by. */
export const sameRights = (one: Actor, other: Actor): boolean => rightsOf(one) === rightsOf(other);
