import type pg from "pg";
import type { LogView } from "#shared/sync/index.ts";
import type { Facts, FinalView, LogEntry, SentMessage } from "./checker/facts.ts";
import type { Floor, Head } from "./floor.ts";
import type { HistoryEntry } from "./history.ts";
import type { Workspace } from "./system/workspace.ts";

/** The heads of all conversations of a workspace. */
export async function readHeads(client: pg.Client, workspaceId: string): Promise<Map<string, Head>> {
  const { rows } = await client.query<Head & { id: string }>(
    `select id, last_seq as "lastSeq", last_public_seq as "lastPublicSeq" from conversations where workspace_id = $1`,
    [workspaceId],
  );
  return new Map(rows.map(({ id, ...head }) => [id, head]));
}

async function readLog(client: pg.Client, workspaceId: string): Promise<LogEntry[]> {
  const { rows } = await client.query<LogEntry>(
    `select e.conversation_id as "conversationId", e.seq, e.public_seq as "publicSeq", e.client_id as "clientId",
       e.body->>'kind' as kind, e.author_id as "authorId", e.body->>'text' as text,
       (extract(epoch from e.at) * 1000)::float8 as at
     from conversation_events e join conversations c on c.id = e.conversation_id
     where c.workspace_id = $1 order by e.conversation_id, e.seq`,
    [workspaceId],
  );
  return rows;
}

/** Everything the checker needs, from the history, the database and the screens. */
export async function gatherFacts(
  client: pg.Client,
  { workspaceId, people }: Workspace,
  floor: Floor,
  history: readonly HistoryEntry[],
): Promise<Facts> {
  const heads = await readHeads(client, workspaceId);
  return {
    sent: sentMessages(history),
    log: await readLog(client, workspaceId),
    heads: [...heads].map(([conversationId, head]) => ({ conversationId, ...head })),
    views: finalViews(floor),
    accepted: history.flatMap((entry) =>
      entry.op === "accept" && entry.type === "ok"
        ? [{ offerId: entry.offerId, agentId: entry.agentId, conversationId: entry.conversationId }]
        : [],
    ),
    capacity: new Map(people.map(({ id, capacity }) => [id, capacity])),
  };
}

function sentMessages(history: readonly HistoryEntry[]): SentMessage[] {
  const outcomes = new Map<string, "ok" | "fail">();
  const acks = new Map<string, number[]>();
  for (const entry of history) {
    if (entry.op === "ack") acks.set(entry.clientId, [...(acks.get(entry.clientId) ?? []), entry.seq]);
    if (entry.op === "send" && entry.type !== "invoke") outcomes.set(entry.clientId, entry.type);
  }
  return history.flatMap((entry) => {
    if (entry.op !== "send" || entry.type !== "invoke") return [];
    const { clientId, client, conversationId, order, text } = entry;
    const outcome = outcomes.get(clientId) ?? ("unknown" as const);
    const side = client.startsWith("Agent") ? ("staff" as const) : ("customer" as const);
    return [{ clientId, client, conversationId, order, text, outcome, acks: acks.get(clientId) ?? [], side }];
  });
}

function finalViews({ agents, customers }: Floor): FinalView[] {
  const of = (
    viewer: string,
    side: FinalView["side"],
    { conversationId, loaded, events }: LogView,
  ): FinalView => ({
    ...{ viewer, side, conversationId, loaded },
    entries: events.map(({ seq, clientId, body }) => ({
      ...{ seq, clientId },
      text: "text" in body ? body.text : null,
    })),
  });
  return [
    ...agents.flatMap(({ client, mine }) =>
      [...mine.keys()].map((id) => of(client.name, "staff", client.view(id))),
    ),
    ...customers.flatMap(({ pages }) => pages.map((page) => of(page.client.name, "customer", page.log()))),
  ];
}
