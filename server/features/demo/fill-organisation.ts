import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Tx } from "#server/platform/db/open-database.ts";
import {
  groupLeaders,
  groupMembers,
  groups,
  invitations,
  queueSupervisors,
  signIns,
  skills,
  userSkills,
} from "#server/platform/db/schema/people.ts";
import { customStatuses } from "#server/platform/db/schema/statuses.ts";
import { demoGroups, demoInvitation, demoSkills, demoStatuses, demoSupervisors } from "./organisation.ts";
import type { DemoPerson, DemoQueue } from "./people.ts";

/** What the organisation of the demo stands on. */
export interface Organisation {
  readonly workspaceId: string;
  readonly queueIds: ReadonlyMap<DemoQueue, string>;
  readonly people: readonly (DemoPerson & { readonly id: string })[];
  readonly now: Date;
}

const hour = 3_600_000;
const day = 24 * hour;

/** Groups with their leaders, supervisors of queues, skills, statuses, past sign-ins and an open invitation. */
export async function fillOrganisation(tx: Tx, place: Organisation): Promise<void> {
  const ids = new Map(place.people.map(({ email, id }) => [email.split("@")[0] ?? "", id]));
  const idOf = (who: string) => ids.get(who) ?? missing(who);
  const groupIds = new Map<string, string>();
  for (const { leaders, members, ...group } of demoGroups) {
    const groupId = await makeGroup(tx, {
      ...group,
      workspaceId: place.workspaceId,
      leaders: leaders.map(idOf),
      members: members.map(idOf),
    });
    groupIds.set(group.name, groupId);
  }
  await tx.insert(queueSupervisors).values(
    demoSupervisors.map(({ who, queue, level }) => ({
      queueId: place.queueIds.get(queue) ?? missing(queue),
      userId: idOf(who),
      level,
    })),
  );
  for (const [name, holders] of Object.entries(demoSkills)) await makeSkill(tx, place, name, holders, idOf);
  await tx
    .insert(customStatuses)
    .values(demoStatuses.map((one, position) => ({ ...one, position, workspaceId: place.workspaceId })));
  await tx.insert(signIns).values(place.people.flatMap((person, index) => pastSignIns(person, index, place)));
  const { group, invitedBy, ...invited } = demoInvitation;
  await tx.insert(invitations).values({
    ...invited,
    workspaceId: place.workspaceId,
    groupIds: [groupIds.get(group) ?? missing(group)],
    invitedBy: idOf(invitedBy),
    // Nobody has this link: a new one is made with "renew".
    tokenHash: createHash("sha256").update(randomBytes(32)).digest("hex"),
    expiresAt: new Date(place.now.getTime() + 5 * day),
    createdAt: new Date(place.now.getTime() - 2 * day),
  });
  await tell(tx, place.workspaceId, "invitation.created", "invitation", null, invited.email, {
    name: invited.name,
    role: invited.role,
  });
}

export interface NewGroup {
  readonly workspaceId: string;
  readonly name: string;
  readonly leaders: readonly string[];
  readonly members: readonly string[];
  readonly outboundCalls?: boolean | null;
  readonly callHistory?: boolean | null;
}

/** A group with its people; the activity log tells of it. */
export async function makeGroup(tx: Tx, { leaders, members, ...group }: NewGroup): Promise<string> {
  const [made] = await tx.insert(groups).values(group).returning({ id: groups.id });
  const groupId = made?.id ?? missing(group.name);
  const people = (userIds: readonly string[]) => userIds.map((userId) => ({ groupId, userId }));
  if (leaders.length > 0) await tx.insert(groupLeaders).values(people(leaders));
  if (members.length > 0) await tx.insert(groupMembers).values(people(members));
  await tell(tx, group.workspaceId, "group.created", "group", groupId, group.name, {
    leaders: leaders.length,
    members: members.length,
  });
  return groupId;
}

async function makeSkill(
  tx: Tx,
  { workspaceId }: Organisation,
  name: string,
  holders: Readonly<Record<string, number>>,
  idOf: (who: string) => string,
): Promise<void> {
  const [made] = await tx.insert(skills).values({ workspaceId, name }).returning({ id: skills.id });
  const skillId = made?.id ?? missing(name);
  const held = Object.entries(holders).map(([who, level]) => ({ skillId, userId: idOf(who), level }));
  if (held.length > 0) await tx.insert(userSkills).values(held);
}

const agents = [
  "Mozilla/5.0 (X11; Linux x64) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15",
];

/** Four mornings, one of which began with a wrong password for every third person. */
function pastSignIns({ id: userId }: { id: string }, index: number, { now }: Organisation) {
  const ipAddress = `203.0.113.${10 + index}`;
  const userAgent = agents[index % agents.length] ?? null;
  const at = (days: number, minutes: number) => {
    const morning = new Date(now.getTime() - days * day);
    morning.setUTCHours(7, (index * 7 + days * 3) % 60, 0, 0);
    return new Date(morning.getTime() + minutes * 60_000);
  };
  const line = { userId, method: "password" as const, ipAddress, userAgent };
  return [
    ...[1, 2, 3, 5].map((days) => ({ ...line, at: at(days, 1), outcome: "signed_in" as const })),
    ...(index % 3 === 0 ? [{ ...line, at: at(2, 0), outcome: "wrong_password" as const }] : []),
  ];
}

/** An entry of the activity log, done by the demo itself. */
const tell = (
  tx: Tx,
  workspaceId: string,
  action: string,
  kind: string,
  id: string | null,
  name: string,
  after: object,
) =>
  recordActivity(asQueryable(tx), {
    workspaceId,
    actor: { id: null, name: "Sidetone", role: null, ipAddress: null, userAgent: null },
    action,
    target: { kind, id, name },
    after,
  });

/** Drizzle's transaction as something that takes text with `$1`; it gives moments as text, recordActivity wants dates. */
const asQueryable = (tx: Tx) => ({
  async query(text: string, values: unknown[] = []) {
    const parts = text
      .split(/\$(\d+)/)
      .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
    const { rows } = await tx.execute(sql.join(parts));
    return { rows: rows.map((row) => ("at" in row ? { ...row, at: new Date(String(row.at)) } : row)) };
  },
});

function missing(what: string): never {
  throw new Error(`the demo has no ${what}`);
}
