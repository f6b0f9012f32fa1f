import type pg from "pg";
import { checkAssignments } from "../checker/check-assignments.ts";
import { createFindings, type LogEntry } from "../checker/facts.ts";
import type { Raced, RaceFloor } from "./waves.ts";

export interface Verdict {
  readonly doubleAssigned: number;
  readonly overCapacity: number;
  readonly lost: number;
  readonly examples: readonly string[];
}

const logSql = `
  select e.conversation_id as "conversationId", e.seq, e.public_seq as "publicSeq", e.client_id as "clientId",
    e.body->>'kind' as kind, coalesce(e.body->'agent'->>'id', e.author_id) as "authorId", e.body->>'text' as text,
    (extract(epoch from e.at) * 1000)::float8 as at
  from conversation_events e join conversations c on c.id = e.conversation_id
  where c.workspace_id = $1 order by e.conversation_id, e.seq`;

interface HeadRow {
  id: string;
  state: string;
  assigneeId: string | null;
  waiting: boolean;
  lastSeq: number;
  rows: number;
}

/** Heads that contradict themselves or their log: somebody is in no list, or in two. */
async function contradictions(pool: pg.Pool, workspaceId: string): Promise<string[]> {
  const { rows } = await pool.query<HeadRow>(
    `select c.id, c.state, c.assignee_id as "assigneeId", c.waiting_since is not null as waiting, c.last_seq as "lastSeq",
       (select count(*)::int from conversation_events e where e.conversation_id = c.id) as rows
     from conversations c where c.workspace_id = $1`,
    [workspaceId],
  );
  return rows.flatMap(({ id, state, assigneeId, waiting, lastSeq, rows: entries }) => {
    const sound =
      (state === "assigned" && assigneeId !== null && !waiting) ||
      (state === "waiting" && assigneeId === null && waiting) ||
      (state === "closed" && !waiting);
    const said = [];
    if (!sound) said.push(`${id} is ${state}, with ${assigneeId}, ${waiting ? "" : "not "}waiting`);
    if (entries !== lastSeq) said.push(`${id} counts ${lastSeq} entries and has ${entries}`);
    return said;
  });
}

/** Judges the races by the log, the heads, and what everybody was told. */
export async function judge(
  { pool, workspaceId }: RaceFloor,
  raced: readonly Raced[],
  capacity: ReadonlyMap<string, number>,
): Promise<Verdict> {
  const { rows: log } = await pool.query<LogEntry>(logSql, [workspaceId]);
  const won = raced.filter(({ what, outcome }) => outcome === "ok" && (what === "accept" || what === "take"));
  // One who asks twice for what he has is answered twice: that is one acceptance.
  const accepted = new Map(
    won.map(({ by, conversationId, offerId }) => [
      offerId ?? `${by} ${conversationId}`,
      { offerId: offerId ?? `${by} ${conversationId}`, agentId: by, conversationId },
    ]),
  );
  const assignments = checkAssignments({ log, accepted: [...accepted.values()], capacity });
  const lost = createFindings(["lost"]);
  for (const words of await contradictions(pool, workspaceId)) lost.add("lost", words);
  const written = new Set(log.map(({ clientId }) => clientId));
  for (const { what, outcome, clientId, conversationId } of raced) {
    if (what === "write" && outcome === "ok" && !written.has(clientId))
      lost.add("lost", `what the customer wrote in ${conversationId} was confirmed and is not there`);
  }
  const { doubleAssigned = 0, overCapacity = 0 } = assignments.counts;
  return {
    ...{ doubleAssigned, overCapacity, lost: lost.counts.lost },
    examples: [...assignments.examples, ...lost.examples],
  };
}
