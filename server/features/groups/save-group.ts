import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import { type FoundPerson, peopleOf } from "#server/platform/people/named-people.ts";
import { roleBookOf } from "#server/platform/permissions/role-books.ts";
import type { Group } from "#shared/contract/groups.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import { mayLead } from "#shared/permissions/looking-after.ts";
import { findGroup, type GroupRow, groupThing, holdGroup, reachesGroup, toGroup } from "./group-records.ts";

/** What a group is made of; absent parts stay as they are. */
export interface GroupChanges {
  readonly name?: string | undefined;
  readonly leaderIds?: readonly string[] | undefined;
  readonly memberIds?: readonly string[] | undefined;
  readonly outboundCalls?: boolean | null | undefined;
  readonly callHistory?: boolean | null | undefined;
}

/** Makes a group. Who may manage the groups that he leads alone makes none. */
export async function createGroup(tx: Work, { actor, entry }: By, changes: GroupChanges): Promise<Group> {
  const { workspaceId } = actor;
  if (!can(actor, "groups.manage", { workspaceId, groupIds: [] })) fail("permission.denied", { workspaceId });
  const id = uuidv7();
  await refuseTakenName(tx, "groups", { id: id, workspaceId: workspaceId, name: changes.name ?? "" });
  await tx.query("insert into groups (id, workspace_id, name) values ($1, $2, $3)", [
    id,
    workspaceId,
    changes.name,
  ]);
  const made = await write(tx, actor, await findGroup(tx, actor, id), changes);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "group.created",
    target: { kind: "group", id, name: made.name },
    after: told(made),
  });
  return toGroup(await roleBookOf(tx, workspaceId), made);
}

/** Changes a group that the actor may manage. */
export async function updateGroup(
  tx: Work,
  { actor, entry }: By,
  { groupId, version, ...changes }: GroupChanges & { readonly groupId: string; readonly version: number },
): Promise<Group> {
  const before = await holdGroup(tx, actor, groupId);
  refuseUnlessManaged(actor, groupId);
  if (before.version !== version) fail("record.stale", { groupId, version });
  if (changes.name !== undefined)
    await refuseTakenName(tx, "groups", { id: groupId, workspaceId: actor.workspaceId, name: changes.name });
  const after = await write(tx, actor, before, changes);
  const changed = whatChanged(before, after);
  if (changed)
    await recordActivity(tx, {
      workspaceId: actor.workspaceId,
      actor: entry,
      action: "group.changed",
      target: { kind: "group", id: groupId, name: after.name },
      ...changed,
    });
  return toGroup(await roleBookOf(tx, actor.workspaceId), after);
}

/** Deletes a group. Its people stay; who led it leads it no more. */
export async function removeGroup(tx: Work, { actor, entry }: By, groupId: string): Promise<void> {
  const before = await holdGroup(tx, actor, groupId);
  refuseUnlessManaged(actor, groupId);
  await tx.query("delete from groups where id = $1", [groupId]);
  await recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action: "group.deleted",
    target: { kind: "group", id: groupId, name: before.name },
    before: told(before),
  });
}

/** A group that one does not see looks the same as none; one that is only seen is refused by name. */
function refuseUnlessManaged(actor: Actor, groupId: string): void {
  if (reachesGroup(actor, "groups.manage", groupId)) return;
  fail(reachesGroup(actor, "groups.view", groupId) ? "permission.denied" : "group.not_found", { groupId });
}

async function write(tx: Work, actor: Actor, before: GroupRow, changes: GroupChanges): Promise<GroupRow> {
  await refuseStrangers(tx, actor, before, changes);
  const {
    name = before.name,
    outboundCalls = before.outboundCalls,
    callHistory = before.callHistory,
  } = changes;
  await tx.query(
    `update groups set name = $2, outbound_calls = $3, call_history = $4, version = version + 1 where id = $1`,
    [before.id, name, outboundCalls, callHistory],
  );
  if (changes.leaderIds) await setPeople(tx, "group_leaders", before.id, changes.leaderIds);
  if (changes.memberIds) await setPeople(tx, "group_members", before.id, changes.memberIds);
  return findGroup(tx, actor, before.id);
}

/**
 * Everybody named is of the workspace, and every leader's role can lead. Who is new must be somebody whom the actor
 * reaches already: otherwise one who manages his own groups alone could reach anybody by adding him.
 */
async function refuseStrangers(
  tx: Work,
  actor: Actor,
  before: GroupRow,
  { leaderIds = [], memberIds = [] }: GroupChanges,
): Promise<void> {
  const people = await peopleOf(tx, actor.workspaceId, [...leaderIds, ...memberIds]);
  const present = new Set([...before.leaders, ...before.members].map(({ id }) => id));
  const outOfReach = [...people.values()].filter((one) => !present.has(one.id) && !reachesPerson(actor, one));
  if (outOfReach.length > 0) fail("user.not_found", { outOfReach: outOfReach.map(({ id }) => id) });
  const book = await roleBookOf(tx, actor.workspaceId);
  const cannot = [...new Set(leaderIds)].flatMap((id) => {
    const { role = "", name = "" } = people.get(id) ?? {};
    return mayLead(book.grantsOf(role)) ? [] : name;
  });
  if (cannot.length > 0)
    fail("group.leader_cannot", { cannot }, [{ field: "leaderIds", problem: cannot.join(", ") }]);
}

const reachesPerson = (actor: Actor, { id, groupIds }: FoundPerson): boolean =>
  can(actor, "groups.manage", { ...groupThing(actor.workspaceId, ""), ownerId: id, groupIds });

// Archived people keep their place for the day they come back.
async function setPeople(
  tx: Work,
  table: "group_leaders" | "group_members",
  groupId: string,
  ids: readonly string[],
): Promise<void> {
  await tx.query(
    `delete from ${table} l using users u where l.group_id = $1 and u.id = l.user_id and u.archived_at is null
       and l.user_id <> all($2)`,
    [groupId, ids],
  );
  await tx.query(
    `insert into ${table} (group_id, user_id) select $1::uuid, unnest($2::text[]) on conflict do nothing`,
    [groupId, [...new Set(ids)]],
  );
}

const told = ({ name, leaders, members, outboundCalls, callHistory }: GroupRow) => ({
  name,
  leaders: leaders.map((one) => one.name),
  members: members.map((one) => one.name),
  outboundCalls,
  callHistory,
});

/** For the log: of the members, who can be thousands, only those who came or left. */
function whatChanged(before: GroupRow, after: GroupRow) {
  const { members: _, ...was } = told(before);
  const { members: __, ...is } = told(after);
  const [had, has] = [before, after].map(({ members }) => new Set(members.map(({ id }) => id)));
  const left = before.members.filter(({ id }) => !has?.has(id));
  const came = after.members.filter(({ id }) => !had?.has(id));
  const changed = changedParts(was, is);
  if (!changed && left.length + came.length === 0) return null;
  return {
    before: { ...changed?.before, ...(left.length > 0 && { membersLeft: left.map(({ name }) => name) }) },
    after: { ...changed?.after, ...(came.length > 0 && { membersCame: came.map(({ name }) => name) }) },
  };
}
