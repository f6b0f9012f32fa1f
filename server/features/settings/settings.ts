import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import { GeneralSettings } from "#shared/contract/house.ts";
import { settingsOf, type WorkspaceSettings } from "#shared/domain/settings.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, fieldsOpen } from "#shared/permissions/can.ts";
import { settingsFields } from "#shared/permissions/catalogue.ts";
import { showCallsAnew } from "../calls/index.ts";

/** What one may see of the general settings; the same parts may be changed. */
export interface OpenSettings {
  readonly settings: Partial<GeneralSettings>;
  readonly editable: string[];
  /** Of the open parts alone, so that it neither tells of closed ones nor is spoilt by them. */
  readonly version: string;
}

type Changes = { readonly [K in keyof GeneralSettings]?: GeneralSettings[K] | undefined };
type Part = keyof GeneralSettings;

// The catalogue names more parts than there are here: custom statuses have a page and procedures of their own.
const parts = settingsFields.filter((field): field is Part & typeof field => field in GeneralSettings.shape);

const openParts = (actor: Actor): readonly string[] => {
  if (!can(actor, "settings.general", { workspaceId: actor.workspaceId }))
    return fail("permission.denied", { workspaceId: actor.workspaceId });
  return fieldsOpen(actor, "settings.general", parts);
};

/** The parts of the general settings that are open to the actor. */
export async function readSettings(db: Pick<Work, "query">, actor: Actor): Promise<OpenSettings> {
  return toOpen(await load(db, actor.workspaceId), openParts(actor));
}

/** Changes parts of the general settings, all of them or none. */
export async function changeSettings(
  tx: Work,
  { actor, entry }: By,
  { version, changes }: { readonly version: string; readonly changes: Changes },
): Promise<OpenSettings> {
  const { workspaceId } = actor;
  const open = openParts(actor);
  const asked = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const closed = Object.keys(asked).filter((part) => !open.includes(part));
  if (closed.length > 0)
    fail(
      "permission.field",
      { closed },
      closed.map((field) => ({ field, problem: "is not open to your role" })),
    );
  await tx.query("select 1 from workspaces where id = $1 for no key update", [workspaceId]);
  const before = await load(tx, workspaceId);
  if (toOpen(before, open).version !== version) fail("record.stale", { version });
  const after: GeneralSettings = { ...before, ...asked };
  const changed = changedParts(before, after);
  if (!changed) return toOpen(before, open);
  const { name, ...stored } = changed.after;
  await tx.query(
    "update workspaces set name = coalesce($2, name), settings = settings || $3::jsonb where id = $1",
    [workspaceId, name ?? null, JSON.stringify(stored)],
  );
  if (before.monitor.supervisorsSeen !== after.monitor.supervisorsSeen) await showCallsAnew(tx, workspaceId);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "settings.changed",
    target: { kind: "workspace", id: workspaceId, name: after.name },
    ...changed,
  });
  return toOpen(after, open);
}

async function load(db: Pick<Work, "query">, workspaceId: string): Promise<GeneralSettings> {
  const { rows } = await db.query<{ name: string; settings: Partial<WorkspaceSettings> }>(
    "select name, settings from workspaces where id = $1",
    [workspaceId],
  );
  const { name, settings } = rows[0] ?? fail("workspace.not_found", { workspaceId });
  return { name, ...settingsOf(settings) } as GeneralSettings;
}

function toOpen(all: GeneralSettings, open: readonly string[]): OpenSettings {
  const settings = Object.fromEntries(Object.entries(all).filter(([part]) => open.includes(part)));
  const version = createHash("sha256")
    .update(canonicalize(settings) ?? "")
    .digest("hex")
    .slice(0, 32);
  return { settings, editable: [...open], version };
}
