import { appendEntry } from "#server/features/conversations/index.ts";
import type { Work } from "#server/platform/news/index.ts";
import type { AutomaticKind } from "#shared/domain/automatic-messages.ts";
import { isLanguage, type Language } from "#shared/domain/languages.ts";
import { fillText, textValues } from "#shared/domain/shortcuts/index.ts";
import { type Texts, textIn } from "#shared/domain/texts.ts";

/** Where something is said, and in which language. */
export interface Said {
  readonly conversationId: string;
  readonly workspaceId: string;
  readonly channel: string;
  readonly language: string | null;
}

interface Row {
  readonly texts: Texts;
  readonly languages: readonly string[];
  readonly workspace: string;
  readonly customer: string;
  readonly queue: string;
  readonly agent: string | null;
  /** The number for this moment of this wait; null: it does not wait. */
  readonly once: string | null;
  readonly said: boolean;
}

/**
 * The number under which a message `m` is written to a conversation `c` that waits: by the unique index of client ids it
 * is written once for each wait, whichever server comes first and whatever crashes in between.
 */
export const onceInWait = `overlay(overlay(
  md5('automatic ' || m.kind || ' ' || c.id || ' ' || extract(epoch from c.waiting_since))
  placing '8' from 13) placing '8' from 17)::uuid`;

const sceneSql = `
  select m.texts, w.languages, w.name as workspace, cu.name as customer, q.name as queue, u.name as agent,
    ${onceInWait} as once, exists (select 1 from conversation_events e
      where e.conversation_id = c.id and e.client_id = ${onceInWait}) as said
  from automatic_messages m
  join workspaces w on w.id = m.workspace_id
  join conversations c on c.id = $1 and c.workspace_id = w.id
  join customers cu on cu.id = c.customer_id
  join queues q on q.id = c.queue_id
  left join users u on u.id = c.assignee_id
  where m.workspace_id = $2 and m.channel = $3 and m.kind = $4 and m.enabled`;

/**
 * Says what the workspace has for a moment, in its name and in the customer's language. It is an entry of the log like
 * any message, but no answer: the head of the conversation keeps who spoke last and when, so nothing that waits for an
 * agent or a customer takes it for one. To somebody who waits each is said once in that wait, whoever says it. Answers
 * whether something was said.
 */
export async function sayAutomatic(
  tx: Work,
  kind: AutomaticKind,
  { conversationId, workspaceId, channel, language }: Said,
): Promise<boolean> {
  const { rows } = await tx.query<Row>(sceneSql, [conversationId, workspaceId, channel, kind]);
  const scene = rows[0];
  if (!scene || scene.said) return false;
  const spoken = isLanguage(language) ? language : null;
  const text = textIn(scene.texts, spoken, scene.languages.filter(isLanguage) as Language[]);
  if (!text) return false;
  const values = textValues({
    customerName: scene.customer,
    agentName: scene.agent,
    queueName: scene.queue,
    workspaceName: scene.workspace,
  });
  const filled = fillText(text, values).trim();
  if (filled === "") return false;
  await appendEntry(tx, {
    conversationId,
    ...(scene.once && { clientId: scene.once }),
    author: { kind: "system", id: null, name: scene.workspace },
    visibility: "public",
    body: { kind: "message", text: filled, files: [] },
  });
  return true;
}
