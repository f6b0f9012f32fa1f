import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { SiteInvitation } from "#shared/contract/visits.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";

type Queryable = Pick<Work, "query">;
export type InvitationInput = Omit<SiteInvitation, "id" | "version">;

const columns = "id, version, name, enabled, page, seconds, visits, texts";

const mustManage = (actor: Actor): void => {
  if (!can(actor, "triggers.manage", { workspaceId: actor.workspaceId }))
    fail("permission.denied", { workspaceId: actor.workspaceId });
};

/** The invitations in their order, and whether the widget tells who is there at all. */
export async function listInvitations(db: Queryable, actor: Actor) {
  mustManage(actor);
  const { rows } = await db.query(
    `select ${columns} from site_invitations where workspace_id = $1 order by position, id`,
    [actor.workspaceId],
  );
  return {
    shown: await visitorsShown(db, actor.workspaceId),
    invitations: rows.map((row) => SiteInvitation.parse(row)),
  };
}

export async function visitorsShown(db: Queryable, workspaceId: string): Promise<boolean> {
  const { rows } = await db.query<{ shown: boolean }>(
    "select coalesce((settings->'visitors'->>'shown')::boolean, false) as shown from workspaces where id = $1",
    [workspaceId],
  );
  return rows[0]?.shown ?? false;
}

/** Switches the looking on or off; off, what was noted is forgotten at once. */
export async function showVisitors(tx: Work, { actor, entry }: By, shown: boolean): Promise<boolean> {
  const { workspaceId } = actor;
  mustManage(actor);
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const before = await visitorsShown(tx, workspaceId);
  if (before === shown) return shown;
  const { rows } = await tx.query<{ name: string }>(
    `update workspaces set settings = settings || jsonb_build_object('visitors', jsonb_build_object('shown', $2::boolean))
     where id = $1 returning name`,
    [workspaceId, shown],
  );
  if (!shown) await tx.query("delete from site_visits where workspace_id = $1", [workspaceId]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "settings.changed",
    target: { kind: "workspace", id: workspaceId, name: rows[0]?.name ?? "" },
    before: { visitors: before },
    after: { visitors: shown },
  });
  return shown;
}

export async function createInvitation(
  tx: Work,
  { actor, entry }: By,
  input: InvitationInput,
): Promise<SiteInvitation> {
  const { workspaceId } = actor;
  mustManage(actor);
  const id = uuidv7();
  await tx.query(
    `insert into site_invitations (id, workspace_id, name, enabled, page, seconds, visits, texts, position)
     select $1, $2, $3, $4, $5, $6, $7, $8, coalesce(max(position), 0) + 1 from site_invitations where workspace_id = $2`,
    [id, workspaceId, ...values(input)],
  );
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "site_invitation.created",
    target: { kind: "site_invitation", id, name: input.name },
    after: input,
  });
  return hold(tx, workspaceId, id);
}

export async function updateInvitation(
  tx: Work,
  { actor, entry }: By,
  { invitationId, version, ...input }: InvitationInput & { invitationId: string; version: number },
): Promise<SiteInvitation> {
  const { workspaceId } = actor;
  mustManage(actor);
  const before = await hold(tx, workspaceId, invitationId);
  if (before.version !== version) fail("record.stale", { invitationId, version });
  await tx.query(
    `update site_invitations set name = $2, enabled = $3, page = $4, seconds = $5, visits = $6, texts = $7,
       version = version + 1 where id = $1`,
    [invitationId, ...values(input)],
  );
  const told = ({ id: _, version: __, ...rest }: SiteInvitation) => rest;
  const after = await hold(tx, workspaceId, invitationId);
  const changed = changedParts(told(before), told(after));
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "site_invitation.changed",
      target: { kind: "site_invitation", id: invitationId, name: after.name },
      ...changed,
    });
  return after;
}

export async function removeInvitation(tx: Work, { actor, entry }: By, id: string): Promise<void> {
  const { workspaceId } = actor;
  mustManage(actor);
  const { name } = await hold(tx, workspaceId, id);
  await tx.query("delete from site_invitations where id = $1", [id]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "site_invitation.deleted",
    target: { kind: "site_invitation", id, name },
    before: { name },
  });
}

const values = ({ name, enabled, page, seconds, visits, texts }: InvitationInput): unknown[] => [
  name,
  enabled,
  page,
  seconds,
  visits,
  JSON.stringify(texts),
];

async function hold(tx: Work, workspaceId: string, id: string): Promise<SiteInvitation> {
  const { rows } = await tx.query(
    `select ${columns} from site_invitations where id = $1 and workspace_id = $2 for no key update`,
    [id, workspaceId],
  );
  return rows[0] ? SiteInvitation.parse(rows[0]) : fail("site_invitation.not_found", { id });
}
