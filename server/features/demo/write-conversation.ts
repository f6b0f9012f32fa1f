import { uuidv7 } from "uuidv7";
import type {
  conversationEvents,
  conversations,
  customers,
} from "#server/platform/db/schema/conversations.ts";
import type { EventBody } from "#shared/contract/conversation-events.ts";
import { customerEmail } from "./customers.ts";
import type { Dialog } from "./dialog.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface DraftConversation {
  readonly dialog: Dialog;
  readonly customer: Named;
  readonly agent: Named;
  readonly queue: Named;
  readonly workspaceId: string;
  readonly product: string;
  readonly order: string;
  readonly pageUrl: string;
  readonly startedAt: Date;
  random(): number;
}

type Event = typeof conversationEvents.$inferInsert;
type AuthorKind = Event["authorKind"];

/** The rows of one closed conversation, numbered and timed as if it had happened. */
export function writeConversation(draft: DraftConversation): {
  customer: typeof customers.$inferInsert;
  conversation: typeof conversations.$inferInsert;
  events: Event[];
} {
  const { dialog, customer, agent, queue, workspaceId, startedAt } = draft;
  const id = uuidv7();
  const log = createLog(id, draft);
  const [first = "", ...rest] = dialog.lines;
  log.add("system", { kind: "opened", queue } as EventBody, 0);
  log.line(first, 1);
  log.add("agent", { kind: "assigned", agent } as EventBody, 8 + 40 * draft.random());
  const assignedAt = log.at();
  for (const line of rest) log.line(line, 15 + 75 * draft.random());
  log.add("agent", { kind: "closed", outcome: dialog.outcome }, 30 + 60 * draft.random());
  const last = log.events.findLast(({ body }) => body.kind === "message");
  const seen = last?.seq ?? 0;
  return {
    customer: {
      id: customer.id,
      workspaceId,
      name: customer.name,
      email: customerEmail(customer.name),
      language: dialog.language,
      createdAt: startedAt,
    },
    conversation: {
      id,
      workspaceId,
      customerId: customer.id,
      queueId: queue.id,
      state: "closed",
      version: 3 + rest.length,
      assigneeId: agent.id,
      assignmentToken: 1,
      lastSeq: log.events.length,
      lastPublicSeq: log.publicSeq(),
      customerDelivered: seen,
      customerRead: seen,
      agentRead: log.events.length,
      lastMessageSeq: seen,
      lastMessageBy: last?.authorKind ?? null,
      lastMessageText: last?.body.kind === "message" ? last.body.text.slice(0, 200) : null,
      lastMessageAt: last?.at ?? null,
      pageUrl: draft.pageUrl,
      pageTitle: "Lumina",
      language: dialog.language,
      outcome: dialog.outcome,
      startId: uuidv7(),
      createdAt: startedAt,
      assignedAt,
      closedAt: log.at(),
    },
    events: log.events,
  };
}

/** Appends entries with growing times and numbers without gaps, in both streams. */
function createLog(
  conversationId: string,
  { customer, agent, product, order, startedAt }: DraftConversation,
) {
  const events: (Event & { at: Date })[] = [];
  let clock = startedAt.getTime();
  let publicSeq = 0;
  const authors: Record<AuthorKind, { id: string | null; name: string }> = {
    customer,
    agent,
    system: { id: null, name: "Sidetone" },
    bot: { id: null, name: "" },
  };
  const add = (authorKind: AuthorKind, body: EventBody, seconds: number) => {
    clock += Math.round(seconds * 1_000);
    const isPublic = body.kind !== "note";
    if (isPublic) publicSeq += 1;
    const isWritten = body.kind === "message" || body.kind === "note";
    events.push({
      conversationId,
      seq: events.length + 1,
      publicSeq: isPublic ? publicSeq : null,
      clientId: isWritten ? uuidv7() : null,
      authorKind,
      authorId: authors[authorKind].id,
      authorName: authors[authorKind].name,
      body,
      at: new Date(clock),
    });
  };
  const line = (text: string, seconds: number) => {
    const said = text
      .slice(2)
      .replaceAll("{customer}", customer.name.split(" ")[0] ?? "")
      .replaceAll("{product}", product)
      .replaceAll("{order}", order);
    const capital = said.charAt(0).toUpperCase() + said.slice(1);
    add(
      text.startsWith("c") ? "customer" : "agent",
      { kind: text.startsWith("n") ? "note" : "message", text: capital, files: [] },
      seconds,
    );
  };
  return { events, add, line, at: () => new Date(clock), publicSeq: () => publicSeq };
}
