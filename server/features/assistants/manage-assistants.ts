import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { By } from "#server/platform/activity/by.ts";
import { changedParts } from "#server/platform/activity/changed-parts.ts";
import { recordActivity } from "#server/platform/activity/record-activity.ts";
import { refuseTakenName } from "#server/platform/db/refuse-taken-name.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { Assistant } from "#shared/contract/assistants.ts";
import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";
import { fail } from "#shared/errors/app-error.ts";
import { isAllowedAddress } from "./ask-webhook.ts";
import { findAssistant } from "./assistant-records.ts";
import type { AssistantDeps } from "./deps.ts";
import { markDue } from "./turns.ts";

interface Parts extends Pick<AssistantDeps, "seal"> {
  /** Plain http to this machine is allowed, for tests and development. */
  readonly loopback: boolean;
}

export interface CreateInput {
  readonly name: string;
  readonly kind: "built_in" | "webhook";
  readonly url?: string | undefined;
}

/** What a new built-in assistant says until somebody writes its own words. */
const firstFlow: AssistantFlow = {
  greeting: { en: "Hello! What is it about? Choose, or write in your own words." },
  choices: [
    {
      key: "person",
      label: { en: "Talk to a person" },
      keywords: ["human", "agent"],
      answer: {},
      handOverTo: "own",
    },
  ],
  notUnderstood: { en: "I did not understand that. What is it about?" },
  triesBeforeHandOver: 2,
  handOver: { en: "I hand you over to a colleague." },
};

const newSecret = (): string => `whs_${randomBytes(24).toString("base64url")}`;
const aboutOf = (id: string) => `assistant ${id}`;

/** Adds an assistant, off. The secret of a webhook is shown this once. */
export async function createAssistant(
  tx: Work,
  { actor, entry }: By,
  { name, kind, url }: CreateInput,
  { seal, loopback }: Parts,
): Promise<{ assistant: Assistant; secret: string | null }> {
  const { workspaceId } = actor;
  if (kind === "webhook") refuseAddress(url ?? "", loopback);
  const id = uuidv7();
  const secret = kind === "webhook" ? newSecret() : null;
  await refuseTakenName(tx, "assistants", { id, workspaceId, name });
  await tx.query(
    `insert into assistants (id, workspace_id, name, kind, url, secret, flow, position)
     select $1, $2, $3, $4, $5, $6, $7, coalesce(max(position), 0) + 1 from assistants where workspace_id = $2`,
    [
      id,
      workspaceId,
      name,
      kind,
      kind === "webhook" ? url : null,
      secret && seal.close(secret, aboutOf(id)),
      kind === "built_in" ? JSON.stringify(firstFlow) : null,
    ],
  );
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "assistant.created",
    target: { kind: "assistant", id, name },
    after: { name, kind, ...(url ? { url } : {}) },
  });
  return { assistant: await findAssistant(tx, workspaceId, id), secret };
}

export interface AssistantChange {
  readonly assistantId: string;
  readonly version: number;
  readonly name?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly queueIds?: readonly string[] | undefined;
  readonly url?: string | undefined;
  readonly flow?: AssistantFlow | undefined;
  /** Empty: it has none. */
  readonly link?: string | undefined;
}

/** Changes what is given. An assistant that is switched off hands over what it has. */
export async function updateAssistant(
  tx: Work,
  { actor, entry }: By,
  { assistantId, version, ...changes }: AssistantChange,
  loopback: boolean,
): Promise<Assistant> {
  const { workspaceId } = actor;
  const before = await holdAssistant(tx, workspaceId, assistantId);
  if (before.version !== version) fail("record.stale", { assistantId, version });
  const { name = before.name, enabled = before.enabled, queueIds = before.queueIds } = changes;
  const url = before.kind === "webhook" ? (changes.url ?? before.url) : null;
  const flow = before.kind === "built_in" ? (changes.flow ?? before.flow) : null;
  const link = changes.link === undefined ? before.link : changes.link || null;
  if (changes.url !== undefined && before.kind === "webhook") refuseAddress(changes.url, loopback);
  await refuseTakenName(tx, "assistants", { id: assistantId, workspaceId, name });
  await refuseStrangeQueues(tx, workspaceId, [
    ...queueIds,
    ...(flow?.choices.flatMap(({ handOverTo }) => handOverTo ?? []) ?? []),
  ]);
  await tx.query(
    `update assistants set name = $2, enabled = $3, queue_ids = $4, url = $5, flow = $6, link = $7,
       version = version + 1 where id = $1`,
    [assistantId, name, enabled, queueIds, url, flow && JSON.stringify(flow), link],
  );
  if (!enabled) await markDue(tx, assistantId);
  const after = await findAssistant(tx, workspaceId, assistantId);
  const told = ({ id: _, version: __, kind: ___, conversations: ____, ...rest }: Assistant) => rest;
  const changed = changedParts(told(before), told(after));
  if (changed)
    await recordActivity(tx, {
      workspaceId,
      actor: entry,
      action: "assistant.changed",
      target: { kind: "assistant", id: assistantId, name: after.name },
      ...changed,
    });
  return after;
}

/** Archived, so that conversations of the past still name it; its name is free again. */
export async function removeAssistant(tx: Work, { actor, entry }: By, assistantId: string): Promise<void> {
  const { workspaceId } = actor;
  const { name } = await holdAssistant(tx, workspaceId, assistantId);
  await tx.query(
    `update assistants set archived_at = now(), enabled = false, secret = null, version = version + 1,
       name = left(name, 40) || ' · ' || to_char(now(), 'YYYY-MM-DD HH24:MI:SS') where id = $1`,
    [assistantId],
  );
  await markDue(tx, assistantId);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "assistant.archived",
    target: { kind: "assistant", id: assistantId, name },
    before: { name },
  });
}

/** A new secret for a webhook, shown this once; the old one signs nothing any more. */
export async function rotateSecret(
  tx: Work,
  { actor, entry }: By,
  assistantId: string,
  { seal }: Parts,
): Promise<string> {
  const { workspaceId } = actor;
  const { name, kind } = await holdAssistant(tx, workspaceId, assistantId);
  if (kind !== "webhook") fail("assistant.not_found", { assistantId, kind });
  const secret = newSecret();
  await tx.query("update assistants set secret = $2, version = version + 1 where id = $1", [
    assistantId,
    seal.close(secret, aboutOf(assistantId)),
  ]);
  await recordActivity(tx, {
    workspaceId,
    actor: entry,
    action: "assistant.secret_rotated",
    target: { kind: "assistant", id: assistantId, name },
  });
  return secret;
}

async function holdAssistant(tx: Work, workspaceId: string, id: string): Promise<Assistant> {
  await tx.query("select 1 from assistants where id = $1 and workspace_id = $2 for no key update", [
    id,
    workspaceId,
  ]);
  return findAssistant(tx, workspaceId, id);
}

function refuseAddress(url: string, loopback: boolean): void {
  if (!isAllowedAddress(url, loopback))
    fail("webhook.not_allowed", { url }, [{ field: "url", problem: "needs a public https address" }]);
}

/** "own" is no queue but the conversation's. */
async function refuseStrangeQueues(tx: Work, workspaceId: string, ids: readonly string[]): Promise<void> {
  const asked = [...new Set(ids.filter((id) => id !== "own"))];
  const { rows } = await tx.query<{ id: string }>(
    "select id from queues where workspace_id = $1 and id = any($2::uuid[])",
    [workspaceId, asked],
  );
  if (rows.length < asked.length)
    fail("queue.not_found", { asked }, [{ field: "queueIds", problem: "names a queue that is not there" }]);
}
