import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Trigger } from "#shared/contract/triggers.ts";
import { actionsOf } from "#shared/domain/triggers/index.ts";
import { fail } from "#shared/errors/app-error.ts";
import { can } from "#shared/permissions/can.ts";
import { heldTrigger } from "./trigger-records.ts";

type Settings = Pick<Trigger, "enabled" | "seconds" | "action" | "steps" | "texts">;

export type NewTrigger = Settings & Pick<Trigger, "type" | "channel">;
type Maybe<T> = { readonly [K in keyof T]?: T[K] | undefined };
export type TriggerChanges = Maybe<Settings> & { readonly triggerId: string; readonly version: number };

const hasText = (texts: Trigger["texts"]): boolean => Object.values(texts).some((text) => text.trim() !== "");

/** A type knows its actions; a customer is told of every end, and no message of a series is empty. */
function check({ type, action, steps, texts }: NewTrigger): void {
  if (!actionsOf[type].includes(action))
    fail("trigger.wrong_action", { type, action }, [
      { field: "action", problem: "is not one of this type's" },
    ]);
  if (type !== "customer_inactivity" && steps.length > 0)
    fail("request.invalid", { type }, [
      { field: "steps", problem: "only a silent customer is sent a series" },
    ]);
  const empty = steps.flatMap((step, index) => (hasText(step.texts) ? [] : [`steps.${index}.texts`]));
  if (action === "close" && !hasText(texts)) empty.push("texts");
  if (empty.length > 0)
    fail(
      "trigger.no_text",
      { type },
      empty.map((field) => ({ field, problem: "has no text" })),
    );
}

const told = ({ enabled, seconds, action, steps, texts }: Settings) => ({
  enabled,
  seconds,
  action,
  steps: steps.map((step) => ({ seconds: step.seconds, ...step.texts })),
  texts,
});

const valuesOf = ({ enabled, seconds, action, steps, texts }: Settings) => [
  enabled,
  seconds,
  action,
  JSON.stringify(steps),
  JSON.stringify(texts),
];

/** Sets up a trigger; `trigger.taken` when the channel has one of this type. */
export async function createTrigger(tx: Work, { actor, entry }: By, asked: NewTrigger): Promise<Trigger> {
  const { workspaceId } = actor;
  if (!can(actor, "triggers.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  check(asked);
  const id = uuidv7();
  const { rowCount } = await tx.query(
    `insert into triggers (id, workspace_id, type, channel, enabled, seconds, action, steps, texts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (workspace_id, type, channel) do nothing`,
    [id, workspaceId, asked.type, asked.channel, ...valuesOf(asked)],
  );
  if (rowCount === 0) fail("trigger.taken", { type: asked.type, channel: asked.channel });
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "trigger.created",
    target: { kind: "trigger", id, name: asked.type },
    after: told(asked),
  });
  return (await heldTrigger(tx, workspaceId, id)) ?? fail("trigger.not_found", { id });
}

/** Changes a trigger, or switches it on or off. Silences that it is in the middle of go on by the new times. */
export async function updateTrigger(
  tx: Work,
  { actor, entry }: By,
  { triggerId, version, ...changes }: TriggerChanges,
): Promise<Trigger> {
  const before = await held(tx, actor, triggerId);
  if (before.version !== version) fail("record.stale", { triggerId, version });
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: Trigger = { ...before, ...given };
  check(after);
  const changed = changedParts(told(before), told(after));
  if (!changed) return before;
  await tx.query(
    `update triggers set enabled = $2, seconds = $3, action = $4, steps = $5, texts = $6, version = version + 1 where id = $1`,
    [triggerId, ...valuesOf(after)],
  );
  await recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action: "trigger.changed",
    target: { kind: "trigger", id: triggerId, name: before.type },
    ...changed,
  });
  return { ...after, version: version + 1 };
}

/** Deletes a trigger. What it has done stays in the conversations. */
export async function removeTrigger(tx: Work, { actor, entry }: By, triggerId: string): Promise<void> {
  const before = await held(tx, actor, triggerId);
  await tx.query("delete from triggers where id = $1", [triggerId]);
  await recordActivity(tx, {
    workspaceId: actor.workspaceId,
    actor: entry,
    action: "trigger.deleted",
    target: { kind: "trigger", id: triggerId, name: before.type },
    before: told(before),
  });
}

async function held(tx: Work, actor: By["actor"], triggerId: string): Promise<Trigger> {
  const { workspaceId } = actor;
  if (!can(actor, "triggers.manage", { workspaceId })) fail("permission.denied", { workspaceId });
  return (await heldTrigger(tx, workspaceId, triggerId)) ?? fail("trigger.not_found", { triggerId });
}
