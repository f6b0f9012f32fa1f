import type { Me } from "#shared/contract/session.ts";
import { openPlaces, type PlacePath } from "#shared/permissions/places.ts";

/** What a change of rights means for the person, as far as it can be seen. */
export interface RightsChange {
  readonly role: boolean;
  readonly groups: boolean;
  readonly queues: boolean;
  /** Something else in what he may do: a setting of the workspace, of a group, of himself, or his custom role. */
  readonly settings: boolean;
  readonly opened: readonly PlacePath[];
  readonly closed: readonly PlacePath[];
}

type Before = Pick<
  Me,
  "role" | "grants" | "queues" | "assignedQueueIds" | "ledGroupIds" | "viewedBy" | "needsSecondFactor"
>;

const ids = (list: readonly string[]) => [...list].sort().join();

/**
 * Compares who one was with who one is; null when no right is another. Beginning and ending a look as another role is
 * no news: whoever did it sees the bar.
 */
export function rightsChange(before: Before, after: Before): RightsChange | null {
  if (before.viewedBy?.key !== after.viewedBy?.key || (before.viewedBy && after.viewedBy)) return null;
  const paths = (me: Before) => openPlaces(me).map(({ path }) => path);
  const [had, has] = [paths(before), paths(after)];
  const role = before.role.key !== after.role.key;
  const groups = ids(before.ledGroupIds) !== ids(after.ledGroupIds);
  const queues =
    ids(before.queues.map(({ id }) => id)) !== ids(after.queues.map(({ id }) => id)) ||
    ids(before.assignedQueueIds) !== ids(after.assignedQueueIds);
  const other =
    JSON.stringify(before.grants) !== JSON.stringify(after.grants) ||
    before.needsSecondFactor !== after.needsSecondFactor;
  if (!role && !groups && !queues && !other) return null;
  return {
    role,
    groups,
    queues,
    settings: other && !role,
    opened: has.filter((path) => !had.includes(path)),
    closed: had.filter((path) => !has.includes(path)),
  };
}

/** Whether the same may be done and seen: what was asked for before still holds. */
export function isSameReach(one: Before, other: Before): boolean {
  const reach = ({
    role,
    grants,
    queues,
    assignedQueueIds,
    ledGroupIds,
    viewedBy,
    needsSecondFactor,
  }: Before) =>
    JSON.stringify([role, grants, queues, assignedQueueIds, ledGroupIds, viewedBy, needsSecondFactor]);
  return reach(one) === reach(other);
}
