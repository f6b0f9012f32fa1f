import type { HashedEntry } from "#server/platform/activity/record-activity.ts";
import type { Activity } from "#shared/contract/house.ts";

/** An entry as it is read. */
export interface EntryRow {
  readonly workspace_id: string;
  readonly seq: string;
  readonly at: Date;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly actor_role: string | null;
  readonly action: string;
  readonly target_kind: string;
  readonly target_id: string | null;
  readonly target_name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly ip_address: string | null;
  readonly user_agent: string | null;
}

export const entryColumns = `workspace_id, seq, at, actor_id, actor_name, actor_role, action, target_kind, target_id,
  target_name, before, after, ip_address, user_agent`;

/** The part of a row that its hash covers. */
export const toHashed = (row: EntryRow): HashedEntry => ({
  workspaceId: row.workspace_id,
  ...toActivity(row),
});

/** A row as the list shows it. */
export const toActivity = (row: EntryRow): Activity & { before: unknown; after: unknown } => ({
  seq: Number(row.seq),
  at: row.at.toISOString(),
  actorId: row.actor_id,
  actorName: row.actor_name,
  actorRole: row.actor_role,
  action: row.action,
  targetKind: row.target_kind,
  targetId: row.target_id,
  targetName: row.target_name,
  before: row.before,
  after: row.after,
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
});
