import type { ConversationEvent, EventBody } from "#shared/contract/conversation-events.ts";
import type { UserId } from "#shared/contract/ids.ts";

/** Stands for every colleague: customers know names, not ids. */
const hiddenId = "agent" as UserId;

/** What a customer may read of an entry's body, field by field: what is not named here stays inside. */
function bodyForCustomer(body: EventBody): EventBody | null {
  switch (body.kind) {
    case "message":
      return {
        kind: "message",
        text: body.text,
        files: body.files,
        ...(body.choices ? { choices: body.choices } : {}),
      };
    case "opened":
      return { kind: "opened", queue: { id: body.queue.id, name: body.queue.name } };
    case "assigned":
      return { kind: "assigned", agent: { id: hiddenId, name: body.agent.name } };
    case "reopened":
      return { kind: "reopened" };
    case "call":
      return { kind: "call", what: body.what, medium: body.medium, seconds: body.seconds, cause: null };
    case "closed":
      return { kind: "closed", outcome: null };
    case "transferred":
      return { kind: "transferred", from: null, toAgent: null, toQueue: null };
    case "note":
    case "noted":
      return null;
    default:
      return body satisfies never;
  }
}

/**
 * An entry as the customer sees it, under his own number; null when it is not for him. The only way an entry
 * leaves for a customer: whatever is not named here stays inside.
 */
export function forCustomer(event: ConversationEvent, publicSeq: number | null): ConversationEvent | null {
  if (publicSeq === null || event.visibility !== "public") return null;
  const body = bodyForCustomer(event.body);
  if (!body) return null;
  const { conversationId, clientId, author, at } = event;
  return {
    conversationId,
    seq: publicSeq,
    clientId,
    author: { kind: author.kind, id: null, name: author.name },
    visibility: "public",
    at,
    body,
  };
}
