import { conversationRecords, visitorConversations } from "./conversation-records.ts";
import type { ConversationDeps } from "./deps.ts";
import { loggedEvents } from "./event-log.ts";

/** Positions of those who wait are told at most this often, ms: they are nice to know, not urgent. */
const positionsMs = 500;
/** Nobody further back is told each step forward. */
const positionsMost = 50;

/** Tells the news of conversations: `c` heads, `e` entries of the log, `f` farewells to a former assignee. */
export function registerTellers({ pool, news, fanout, log }: ConversationDeps): void {
  let pending = new Set<string>();

  async function tellPositions(): Promise<void> {
    const queues = [...pending];
    pending = new Set();
    const where = `c.state = 'waiting' and c.queue_id = any($1) order by c.waiting_since limit ${positionsMost}`;
    for (const waiting of await visitorConversations(pool, where, [queues])) {
      fanout.visitorConversation(waiting);
    }
  }

  const positionsLater = (queueId: string) => {
    if (pending.size === 0) {
      setTimeout(() => {
        tellPositions().catch((error: unknown) => log.warn({ err: error }, "positions could not be told"));
      }, positionsMs);
    }
    pending.add(queueId);
  };

  news.register("c", async (ids) => {
    const records = await conversationRecords(pool, "c.id = any($1)", [ids]);
    await fanout.conversations(records);
    for (const { queueId } of records) positionsLater(queueId);
    for (const seen of await visitorConversations(pool, "c.id = any($1)", [ids])) {
      fanout.visitorConversation(seen);
    }
  });

  news.register("e", async (keys) => {
    const logged = await loggedEvents(pool, keys);
    const ids = [...new Set(logged.map(({ event }) => event.conversationId))];
    const heads = new Map(
      (await conversationRecords(pool, "c.id = any($1)", [ids])).map((record) => [
        record.conversation.id as string,
        record,
      ]),
    );
    for (const entry of logged) {
      const head = heads.get(entry.event.conversationId);
      if (head) fanout.event(entry, head);
    }
  });

  news.register("f", async (keys) => {
    const parts = keys.map((key) => key.split(":") as [string, string]);
    const records = await conversationRecords(pool, "c.id = any($1)", [parts.map(([id]) => id)]);
    for (const [id, userId] of parts) {
      const record = records.find(({ conversation }) => conversation.id === id);
      if (record) fanout.farewell(record, userId);
    }
  });
}
