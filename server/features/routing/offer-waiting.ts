import type { Work } from "#server/platform/news/index.ts";
import { compareWaiting, decide, isFull } from "#shared/domain/routing/index.ts";
import { candidateFor } from "./candidates.ts";
import { agentsOf, type FloorAgent, type Line } from "./floor.ts";
import { keptDecision, type Offered, unaskedOf } from "./keep-decision.ts";
import { lineOf, mostUrgent, type Waiting, waitingLines } from "./waiting.ts";

/** Looked at in each line beyond the number of free people: the most urgent may have been refused a moment ago. */
const spare = 4;
/** At most so many of a line in one look, and so many looks in a round. */
const most = 200;
const looks = 12;

const keyOf = ({ queueId, groupId }: Line): string => `${queueId}/${groupId}`;

const isFree = (agent: FloorAgent): boolean => !agent.ringing && !isFull(agent);

/** Lines with somebody free behind them, each with those people and how much of it is worth looking at. */
function linesToServe(lines: readonly Line[], agents: readonly FloorAgent[]) {
  const behind = new Map(lines.map((line) => [keyOf(line), { ...line, agents: [] as FloorAgent[] }]));
  for (const agent of agents.filter(isFree)) {
    for (const queueId of Object.keys(agent.memberships))
      behind.get(keyOf({ queueId, groupId: null }))?.agents.push(agent);
    for (const groupId of agent.groupIds) {
      for (const line of lines) if (line.groupId === groupId) behind.get(keyOf(line))?.agents.push(agent);
    }
  }
  return [...behind.values()]
    .filter((line) => line.agents.length > 0)
    .map((line) => ({ ...line, most: Math.min(line.agents.length + spare, most) }));
}

type Served = ReturnType<typeof linesToServe>[number];

/** Decides for each in turn, the most urgent first; who is chosen is `ringing`, and not free for the next. */
function decideAll(waiting: readonly Waiting[], served: readonly Served[], ringing: Set<string>): Offered[] {
  const behind = new Map(served.map((line) => [keyOf(line), line.agents]));
  const offered: Offered[] = [];
  for (const one of waiting.toSorted(compareWaiting)) {
    const candidates = (behind.get(keyOf(lineOf(one))) ?? [])
      .filter(({ userId }) => !ringing.has(userId))
      .map((agent) => candidateFor(one, agent));
    const { chosen, reasons } = decide({ conversation: one, queue: one.queue }, candidates);
    if (chosen.length === 0) continue;
    for (const userId of chosen) ringing.add(userId);
    offered.push({ waiting: one, userIds: chosen, reasons });
  }
  return offered;
}

const insertSql = `
  with wanted as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::int[], $8::jsonb[])
      as x(workspace_id, conversation_id, queue_id, user_id, reason, broadcast, seconds, decision)),
  turn as (
    update queue_members m set last_offer_at = now() from wanted
    where m.queue_id = wanted.queue_id and m.user_id = wanted.user_id)
  insert into offers (workspace_id, conversation_id, user_id, reason, broadcast, expires_at, decision)
  select workspace_id, conversation_id, user_id, reason, broadcast, now() + make_interval(secs => seconds), decision from wanted
  on conflict do nothing returning id`;

/** Puts all of them before their people in one statement, with why it was these. */
async function writeOffers(
  tx: Work,
  offered: readonly Offered[],
  agents: readonly FloorAgent[],
  ringing: ReadonlySet<string>,
): Promise<number> {
  if (offered.length === 0) return 0;
  const decisions = await decisionsOf(tx, offered, agents, ringing);
  const rows = offered.flatMap(({ waiting, userIds }) =>
    userIds.map((userId, index) => ({
      waiting,
      userId,
      // Where it rings at many desks at once, it is the same for all of them.
      decision: index === 0 ? JSON.stringify(decisions.get(waiting)) : null,
    })),
  );
  const { rows: made } = await tx.query<{ id: string }>({
    name: "write-offers",
    text: insertSql,
    values: [
      rows.map(({ waiting }) => waiting.workspaceId),
      rows.map(({ waiting }) => waiting.conversationId),
      rows.map(({ waiting }) => waiting.queue.queueId),
      rows.map(({ userId }) => userId),
      rows.map(({ waiting }) => waiting.queue.rules.selection),
      rows.map(({ waiting }) => waiting.queue.rules.selection === "broadcast"),
      rows.map(({ waiting }) => waiting.queue.rules.ringSeconds),
      rows.map(({ decision }) => decision),
    ],
  });
  tx.note(...made.map(({ id }) => `o:${id}`));
  return made.length;
}

/** What is kept of each decision. */
async function decisionsOf(
  tx: Work,
  offered: readonly Offered[],
  agents: readonly FloorAgent[],
  ringing: ReadonlySet<string>,
) {
  const lines = new Map(offered.map(({ waiting }) => [keyOf(lineOf(waiting)), lineOf(waiting)]));
  const unasked = Map.groupBy(await unaskedOf(tx, [...lines.values()]), keyOf);
  const behind = new Map(
    [...lines].map(([key, { queueId, groupId }]) => [
      key,
      {
        agents: agents.filter(({ memberships, groupIds }) =>
          groupId === null ? queueId in memberships : groupIds.includes(groupId),
        ),
        ringing,
        unasked: unasked.get(key) ?? [],
      },
    ]),
  );
  return new Map(
    offered.map((one) => {
      const nobody = { agents: [], ringing, unasked: [] };
      return [one.waiting, keptDecision(one, behind.get(keyOf(lineOf(one.waiting))) ?? nobody)];
    }),
  );
}

/** What came of a look. */
export interface Looked {
  readonly offers: number;
  /** Something could not be looked at, as somebody else was writing in it: worth another look in a moment. */
  readonly passedOver: boolean;
}

/**
 * Lines of which more is worth looking at: somebody behind them is free still, and there was as much as was asked for.
 * So those at the front whom nobody free can take (a medium, a skill) do not hide those behind them.
 */
const worthMore = (
  served: readonly Served[],
  waiting: readonly Waiting[],
  ringing: ReadonlySet<string>,
): Served[] => {
  const found = new Map<string, number>();
  for (const one of waiting) {
    const key = keyOf(lineOf(one));
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return served
    .filter((line) => (found.get(keyOf(line)) ?? 0) >= line.most)
    .map((line) => ({ ...line, agents: line.agents.filter(({ userId }) => !ringing.has(userId)) }))
    .filter((line) => line.agents.length > 0)
    .map((line) => ({ ...line, most }));
};

/**
 * Offers what waits to who is free: four reads and one write as a rule, however much there is, none when nothing
 * waits; more reads only where the front of a line is for nobody who is free. The caller holds the router's lock.
 */
export async function offerWaiting(tx: Work): Promise<Looked> {
  const lines = await waitingLines(tx);
  if (lines.length === 0) return { offers: 0, passedOver: false };
  const agents = await agentsOf(tx, lines, "askable");
  const served = linesToServe(lines, agents);
  if (served.length === 0) return { offers: 0, passedOver: false };
  const ringing = new Set<string>();
  const offered: Offered[] = [];
  const looked: Waiting[] = [];
  let lined: readonly Served[] = served;
  for (let look = 0; look < looks && lined.length > 0; look++) {
    const waiting = await mostUrgent(
      tx,
      lined,
      looked.map(({ conversationId }) => conversationId),
    );
    looked.push(...waiting);
    offered.push(...decideAll(waiting, lined, ringing));
    lined = worthMore(lined, waiting, ringing);
  }
  const seen = new Set(looked.map((one) => keyOf(lineOf(one))));
  const offers = await writeOffers(tx, offered, agents, ringing);
  return { offers, passedOver: served.some((line) => !seen.has(keyOf(line))) };
}
