import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from "vscode-jsonrpc/node";
import { tryConnect } from "#server/media/process/door.ts";
import { requests } from "#server/media/process/protocol.ts";

interface Queryable {
  query<T>(text: string, values?: unknown[]): Promise<{ rows: T[] }>;
}

/** What is left when everybody has hung up. */
export interface Left {
  /** Calls that are not over. */
  readonly notTerminal: number;
  /** Offers that ring for conversations that are closed or with somebody, and legs that ring in calls that are over. */
  readonly stuckRinging: number;
  /** Calls that are over and have a conversation that is not closed, or the other way round. */
  readonly apart: number;
}

const leftSql = `
  select (select count(*)::int from calls where ended_at is null) as "notTerminal",
    (select count(*)::int from offers o join conversations c on c.id = o.conversation_id
      where o.state = 'open' and c.state <> 'waiting') +
    (select count(*)::int from calls k cross join jsonb_array_elements(k.legs) leg
      where k.ended_at is not null and leg->>'state' <> 'gone') as "stuckRinging",
    (select count(*)::int from calls k join conversations c on c.id = k.conversation_id
      where k.is_whole and (k.ended_at is null) <> (c.state <> 'closed')) as apart`;

export async function whatIsLeft(db: Queryable): Promise<Left> {
  const { rows } = await db.query<Left>(leftSql);
  return rows[0] as Left;
}

/** Calls that the media engine still has; 0 when there is none to ask. */
export async function callsInEngine(socketPath: string): Promise<{ pid: number; calls: number }> {
  const socket = await tryConnect(socketPath);
  if (!socket) return { pid: 0, calls: 0 };
  const line = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
  line.listen();
  try {
    const { pid, calls } = await line.sendRequest(requests.hello, {});
    return { pid, calls: calls.length };
  } finally {
    line.dispose();
    socket.destroy();
  }
}
