import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Random } from "../random.ts";
import { call, Refused } from "../system/api.ts";

/** Somebody who commands, with his token. */
export interface Racer {
  readonly id: string;
  readonly token: string;
}

export interface Customer {
  readonly conversationId: string;
  readonly token: string;
}

export interface RaceFloor {
  readonly addresses: readonly [string, string];
  readonly pool: pg.Pool;
  readonly workspaceId: string;
  readonly queueIds: readonly string[];
  readonly agents: readonly Racer[];
  readonly managers: readonly Racer[];
  readonly customers: readonly Customer[];
}

/** What became of one command. */
export interface Raced {
  readonly what: "accept" | "decline" | "take" | "transfer" | "close" | "write";
  readonly by: string;
  readonly conversationId: string;
  readonly offerId: string | null;
  readonly clientId: string | null;
  readonly outcome: "ok" | "refused" | "unknown";
  readonly code: string;
}

interface Command extends Omit<Raced, "outcome" | "code"> {
  readonly token: string;
  readonly path: string;
  readonly body: object;
}

interface Head {
  readonly id: string;
  readonly state: string;
  readonly assigneeId: string | null;
  readonly token: number;
}

interface Offer {
  readonly id: string;
  readonly conversationId: string;
  readonly userId: string;
}

const none = { offerId: null, clientId: null } as const;

/** Every open offer is answered by its owner at both servers at once, and by somebody whom it does not concern. */
function answers(floor: RaceFloor, random: Random, offers: readonly Offer[]): Command[] {
  return offers.flatMap(({ id, conversationId, userId }) => {
    const owner = floor.agents.find((agent) => agent.id === userId);
    if (!owner) return [];
    const stranger = random.pick(floor.agents);
    const answer = (what: "accept" | "decline", by: Racer): Command => ({
      ...{ what, by: by.id, token: by.token, conversationId, offerId: id, clientId: null },
      ...{ path: `/api/v1/offers/${id}/${what}`, body: {} },
    });
    const second = random.chance(0.2) ? answer("decline", owner) : answer("accept", owner);
    return [answer("accept", owner), second, answer("accept", stranger)];
  });
}

/** Several take the same waiting conversation at once. */
function takes(floor: RaceFloor, random: Random, waiting: readonly Head[]): Command[] {
  return waiting.flatMap(({ id }) =>
    Array.from({ length: 3 }, () => {
      const by = random.pick(floor.agents);
      const path = `/api/v1/conversations/${id}/take`;
      return {
        what: "take" as const,
        by: by.id,
        token: by.token,
        conversationId: id,
        ...none,
        path,
        body: {},
      };
    }),
  );
}

/** Its agent hands it back or closes it while a manager moves it to somebody else: all with the same token. */
function moves(floor: RaceFloor, random: Random, assigned: readonly Head[]): Command[] {
  return assigned.flatMap(({ id, assigneeId, token: assignmentToken }) => {
    const owner = floor.agents.find((agent) => agent.id === assigneeId);
    const manager = random.pick(floor.managers);
    const path = `/api/v1/conversations/${id}`;
    const transfer = (by: Racer, to: object): Command => ({
      ...{ what: "transfer", by: by.id, token: by.token, conversationId: id, ...none },
      ...{ path: `${path}/transfer`, body: { assignmentToken, to } },
    });
    const close = (by: Racer): Command => ({
      ...{ what: "close", by: by.id, token: by.token, conversationId: id, ...none },
      ...{ path: `${path}/close`, body: { assignmentToken, outcome: "resolved" } },
    });
    const colleague = { kind: "agent", userId: random.pick(floor.agents).id };
    const queue = { kind: "queue", queueId: random.pick([...floor.queueIds]) };
    const own = owner ? [random.chance(0.5) ? close(owner) : transfer(owner, queue)] : [];
    return [transfer(manager, colleague), ...own];
  });
}

/** Customers write meanwhile, also into what is closed, which opens it again. */
function writes(floor: RaceFloor, random: Random, count: number): Command[] {
  return Array.from({ length: count }, () => {
    const { conversationId, token } = random.pick(floor.customers);
    const clientId = randomUUID();
    return {
      ...{ what: "write" as const, by: "customer", token, conversationId, offerId: null, clientId },
      path: `/api/v1/visitor/conversations/${conversationId}/messages`,
      body: { clientId, text: "Is anybody there?" },
    };
  });
}

async function look({ pool, workspaceId }: RaceFloor) {
  const [heads, offers] = await Promise.all([
    pool.query<Head>(
      `select id, state, assignee_id as "assigneeId", assignment_token as token from conversations
       where workspace_id = $1 order by random() limit 60`,
      [workspaceId],
    ),
    pool.query<Offer>(
      `select id, conversation_id as "conversationId", user_id as "userId" from offers
       where workspace_id = $1 and state = 'open' order by random() limit 25`,
      [workspaceId],
    ),
  ]);
  return { heads: heads.rows, offers: offers.rows };
}

/** Looks at the floor, then lets everybody act on what was seen at the same moment, on both servers. */
export async function wave(floor: RaceFloor, random: Random): Promise<Raced[]> {
  const { heads, offers } = await look(floor);
  const commands = random.shuffle([
    ...answers(floor, random, offers),
    ...takes(floor, random, heads.filter(({ state }) => state === "waiting").slice(0, 6)),
    ...moves(floor, random, heads.filter(({ state }) => state === "assigned").slice(0, 12)),
    ...writes(floor, random, 8),
  ]);
  // Some of what rings runs out while it is being answered.
  const late = floor.pool.query(
    "update offers set expires_at = now() - interval '1 second' where workspace_id = $1 and state = 'open' and random() < 0.15",
    [floor.workspaceId],
  );
  const raced = await Promise.all(
    commands.map((command) => race(random.pick([...floor.addresses]), command)),
  );
  await late;
  return raced;
}

async function race(address: string, { token, path, body, ...command }: Command): Promise<Raced> {
  try {
    await call(address, { method: "POST", token, path, body });
    return { ...command, outcome: "ok", code: "ok" };
  } catch (error) {
    const refused = error instanceof Refused && error.status < 500;
    return { ...command, outcome: refused ? "refused" : "unknown", code: (error as Error).message };
  }
}
