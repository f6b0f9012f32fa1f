import type { Visitor } from "#server/platform/http/request-context.ts";
import type { MessageOutcome, MessageWrite } from "#server/platform/message-store/message-store.ts";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import type { SendMessage } from "#shared/contract/conversations.ts";
import { forCustomer } from "#shared/domain/customer-view.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can, canSeeConversation, scopeOf } from "#shared/permissions/can.ts";
import { findConversation } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { eventByClientId, type LoggedEvent } from "./event-log.ts";
import { isAskedToHelp, maySee } from "./list-conversations.ts";
import { reopenConversation } from "./reopen-conversation.ts";

/** Shown in lists: the first line's worth, files by name. */
export const previewOf = (text: string, fileNames: readonly string[]): string =>
  (text.trim() || fileNames.join(", ")).slice(0, 160).toWellFormed().replaceAll(/\s+/g, " ");

const asLogged = (write: MessageWrite, outcome: MessageOutcome & { verdict: "written" }): LoggedEvent => ({
  publicSeq: outcome.publicSeq,
  event: {
    conversationId: write.conversationId,
    seq: outcome.seq,
    clientId: write.clientId,
    author: { kind: write.authorKind, id: write.authorId, name: write.authorName },
    visibility: write.isPublic ? "public" : "internal",
    at: outcome.at.toISOString(),
    body: write.body,
  } as ConversationEvent,
});

/** A repetition is answered with the first entry; the same id for another text or by another person is refused. */
async function repeated({ pool }: ConversationDeps, write: MessageWrite): Promise<LoggedEvent> {
  const first = await eventByClientId(pool, write.conversationId, write.clientId);
  const same =
    first &&
    first.event.author.id === write.authorId &&
    first.event.body.kind === write.body.kind &&
    "text" in first.event.body &&
    "text" in write.body &&
    first.event.body.text === write.body.text;
  return same ? first : fail("message.client_id_reused", { conversationId: write.conversationId });
}

/** Whether somebody had this conversation, or wrote in it: then he knows of it. */
async function hasServed(
  { pool }: ConversationDeps,
  { authorId, conversationId }: MessageWrite,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select 1 from conversation_events
      where conversation_id = $1 and (author_id = $2 or body->'agent'->>'id' = $2) limit 1`,
    [conversationId, authorId],
  );
  return (rowCount ?? 0) > 0;
}

/** Who sees it, or had it, hears that it is not his (any more); to everybody else it is not there. */
async function refuseStranger(deps: ConversationDeps, actor: Actor, write: MessageWrite): Promise<void> {
  const record = await findConversation(deps.pool, write.conversationId);
  if (record && ((await maySee(deps)(actor, record)) || (await hasServed(deps, write)))) return;
  fail("conversation.not_found", { conversationId: write.conversationId });
}

/** Writes, tells, and answers with the entry. Answered means committed. */
export async function deliver(
  deps: ConversationDeps,
  write: MessageWrite,
  from?: string,
  actor?: Actor,
): Promise<LoggedEvent> {
  const outcome = await deps.store.submit(write);
  switch (outcome.verdict) {
    case "written": {
      const logged = asLogged(write, outcome);
      deps.fanout.event(logged, outcome, from);
      deps.news.told(outcome.newsId);
      if (write.authorKind === "customer" && outcome.assigneeId === null) deps.wakeAssistants();
      return logged;
    }
    case "duplicate": {
      const logged = await repeated(deps, write);
      // Whoever asks again was not answered: perhaps the others were not told either. Told twice does no harm.
      const refs = [`e:${write.conversationId}:${logged.event.seq}`];
      return deps.news.publish({ result: logged, newsId: null, refs });
    }
    case "missing":
      return fail("conversation.not_found", { conversationId: write.conversationId });
    case "closed":
      return fail("conversation.closed", { conversationId: write.conversationId });
    case "not_assigned":
      if (actor) await refuseStranger(deps, actor, write);
      return fail("conversation.not_assigned", { conversationId: write.conversationId });
    default:
      return outcome satisfies never;
  }
}

/** Notes may be written by those who may see the conversation, in the scope of their right; replies by the assignee. */
async function mustBeAssignee(
  { pool }: ConversationDeps,
  actor: Actor,
  { kind, conversationId }: SendMessage,
): Promise<string | null> {
  const permission = kind === "note" ? "conversation.note" : "conversation.reply";
  const scope = scopeOf(actor, permission) ?? fail("permission.denied", { permission });
  if (kind === "note" && (await isAskedToHelp({ pool }, actor, conversationId))) return null;
  if (scope === "own") return actor.id;
  const record =
    (await findConversation(pool, conversationId)) ?? fail("conversation.not_found", { conversationId });
  if (!canSeeConversation(actor, record)) fail("conversation.not_found", { conversationId });
  const resource = { workspaceId: record.workspaceId, ownerId: record.assigneeId, queueId: record.queueId };
  if (!can(actor, permission, resource)) fail("permission.denied", { permission });
  return null;
}

/** A message or note by a member of staff, on the connection `from`. Shape and static permission were checked before. */
export const sendAsStaff =
  (deps: ConversationDeps) =>
  async (actor: Actor, input: SendMessage, from?: string): Promise<ConversationEvent> => {
    const { conversationId, clientId, kind, text, fileIds } = input;
    const mustAssignee = await mustBeAssignee(deps, actor, input);
    const files =
      fileIds.length > 0 ? await deps.filesFor(fileIds, conversationId, { kind: "user", id: actor.id }) : [];
    const write: MessageWrite = {
      conversationId,
      clientId,
      workspaceId: actor.workspaceId,
      customerId: null,
      mustAssignee,
      authorKind: "agent",
      authorId: actor.id,
      authorName: actor.name,
      isPublic: kind === "message",
      body: { kind, text, files },
      preview: previewOf(
        text,
        files.map(({ name }) => name),
      ),
    };
    const { event } = await deliver(deps, write, from, actor);
    return event;
  };

/** A message by the customer. Writing to a closed conversation opens it again. */
export const sendAsVisitor =
  (deps: ConversationDeps) =>
  async (
    visitor: Visitor & { name: string },
    input: SendMessage,
    from?: string,
  ): Promise<ConversationEvent> => {
    const { conversationId, clientId, text, fileIds } = input;
    if (input.kind === "note")
      fail("permission.denied", {}, [{ field: "kind", problem: "customers write messages" }]);
    const files =
      fileIds.length > 0
        ? await deps.filesFor(fileIds, conversationId, { kind: "visitor", id: visitor.customerId })
        : [];
    const write: MessageWrite = {
      conversationId,
      clientId,
      workspaceId: visitor.workspaceId,
      customerId: visitor.customerId,
      mustAssignee: null,
      authorKind: "customer",
      authorId: visitor.customerId,
      authorName: visitor.name,
      isPublic: true,
      body: { kind: "message", text, files },
      preview: previewOf(
        text,
        files.map(({ name }) => name),
      ),
    };
    const logged = await deliverReopening(deps, write, from);
    return forCustomer(logged.event, logged.publicSeq) ?? fail("conversation.not_found");
  };

async function deliverReopening(
  deps: ConversationDeps,
  write: MessageWrite,
  from?: string,
): Promise<LoggedEvent> {
  try {
    return await deliver(deps, write, from);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "conversation.closed")) throw error;
    await reopenConversation(deps, write.conversationId);
    return deliver(deps, write, from);
  }
}
