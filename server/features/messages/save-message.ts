import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { AutomaticMessage } from "#shared/contract/messages.ts";
import { automaticKinds, waitingSeconds } from "#shared/domain/automatic-messages.ts";
import { isLanguage } from "#shared/domain/languages.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";

type Queryable = Pick<Work, "query">;

/** A workspace's messages belong to nobody: a limited scope reaches none of them. */
const mustManage = (actor: Actor) => {
  if (!can(actor, "messages.manage", { workspaceId: actor.workspaceId }))
    fail("permission.denied", { permission: "messages.manage" });
};

const unwritten = (kind: AutomaticMessage["kind"]): AutomaticMessage => ({
  channel: "web",
  kind,
  version: 0,
  enabled: false,
  afterSeconds: kind === "waiting" ? waitingSeconds : null,
  texts: {},
});

/** All four, those that nobody has written yet too, and the languages that customers are spoken to in. */
export async function listMessages(db: Queryable, actor: Actor) {
  mustManage(actor);
  const { rows } = await db.query<AutomaticMessage>(
    `select channel, kind, version, enabled, after_seconds as "afterSeconds", texts
     from automatic_messages where workspace_id = $1 and channel = 'web'`,
    [actor.workspaceId],
  );
  const spoken = await db.query<{ languages: string[] }>("select languages from workspaces where id = $1", [
    actor.workspaceId,
  ]);
  return {
    languages: (spoken.rows[0]?.languages ?? []).filter(isLanguage),
    messages: automaticKinds.map((kind) => rows.find((row) => row.kind === kind) ?? unwritten(kind)),
  };
}

/** Writes one down. Two at once: the later one hears that it has changed. */
export async function saveMessage(
  tx: Work,
  { actor, entry }: By,
  { version, ...next }: AutomaticMessage,
): Promise<AutomaticMessage> {
  mustManage(actor);
  const { workspaceId } = actor;
  const { channel, kind, enabled } = next;
  const texts = Object.fromEntries(Object.entries(next.texts).filter(([, text]) => text?.trim()));
  const afterSeconds = kind === "waiting" ? (next.afterSeconds ?? waitingSeconds) : null;
  if (enabled && Object.keys(texts).length === 0) fail("message.no_text", { kind });
  const known = await tx.query<AutomaticMessage>(
    `select channel, kind, version, enabled, after_seconds as "afterSeconds", texts
     from automatic_messages where workspace_id = $1 and channel = $2 and kind = $3 for update`,
    [workspaceId, channel, kind],
  );
  const before = known.rows[0] ?? unwritten(kind);
  const stale = () => fail("record.stale", { kind, version });
  if (before.version !== version) stale();
  const saved = await tx.query(
    `insert into automatic_messages as m (id, workspace_id, channel, kind, enabled, after_seconds, texts, version)
     values ($1, $2, $3, $4, $5, $6, $7, 1)
     on conflict (workspace_id, channel, kind) do update set enabled = excluded.enabled,
       after_seconds = excluded.after_seconds, texts = excluded.texts, version = m.version + 1
     where m.version = $8`,
    [uuidv7(), workspaceId, channel, kind, enabled, afterSeconds, JSON.stringify(texts), version],
  );
  if (saved.rowCount === 0) stale();
  const parts = (one: Pick<AutomaticMessage, "enabled" | "afterSeconds" | "texts">) => ({
    enabled: one.enabled,
    afterSeconds: one.afterSeconds,
    texts: one.texts,
  });
  const changes = changedParts(parts(before), parts({ enabled, afterSeconds, texts }));
  if (changes)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "message.changed",
      target: { kind: "message", id: null, name: kind },
      ...changes,
    });
  return { channel, kind, enabled, afterSeconds, texts, version: version + 1 };
}
