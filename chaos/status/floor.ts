import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { type AgentClient, createAgent } from "../clients/agent.ts";
import { createHistory } from "../history.ts";
import type { Random } from "../random.ts";
import { call, chooseReady, enterAsVisitor, signIn, startConversation } from "../system/api.ts";
import { makeWorkspace, type Workspace } from "../system/workspace.ts";
import { createMortalDesk, type MortalDesk } from "./desk.ts";

export interface StatusFloor {
  readonly address: string;
  readonly db: pg.Client;
  readonly workspace: Workspace;
  readonly random: Random;
  readonly victims: readonly MortalDesk[];
  /** They die once, and nothing is cut off of their leases. */
  readonly apart: readonly MortalDesk[];
  /** One of those who take everything, and finish it. */
  readonly steady: readonly AgentClient[];
  readonly customStatusId: string;
  /** A customer comes; answers the conversation. */
  start(): Promise<string>;
  stop(): Promise<void>;
}

export interface Place {
  readonly address: string;
  readonly port: number;
  readonly db: pg.Client;
  readonly random: Random;
  readonly historyFile: string;
}

const size = { victims: 5, apart: 2, steady: 3 };

/** Short times, so that a run is short; after-contact work without an automatic end is the harder case. */
const rules = {
  ringSeconds: 5,
  transferSeconds: 5,
  wrapUp: {
    ...{ enabled: true, seconds: 60, auto: true, dispositionRequired: false },
    ...{ topicSetId: null, topicsRequired: false },
  },
};

/** Steady ones finish what they have: then every conversation that is left at the end has been forgotten. */
function finishAll(address: string, agent: AgentClient): () => void {
  const timer = setInterval(() => {
    for (const { id, assignmentToken } of agent.mine.values()) {
      const path = `/api/v1/conversations/${id}`;
      const ask = (tail: string, body: object) =>
        call(address, { method: "POST", path: `${path}/${tail}`, token: agent.token, body });
      ask("close", { assignmentToken, outcome: "resolved" })
        .then(() => ask("wrap-up", { disposition: "resolved" }))
        // Refused: it has changed hands meanwhile, and somebody else finishes it.
        .catch(() => undefined);
    }
  }, 700);
  return () => clearInterval(timer);
}

/** Whoever is steady and was paused says that he is back. */
const keepReady = (address: string, agents: readonly AgentClient[], db: pg.Client): (() => void) => {
  const timer = setInterval(async () => {
    const { rows } = await db
      .query<{ id: string }>("select user_id as id from agent_status where status = 'paused'")
      .catch(() => ({ rows: [] }));
    for (const { id } of rows) {
      const agent = agents.find(({ person }) => person.id === id);
      if (agent) await chooseReady(address, agent.token).catch(() => undefined);
    }
  }, 1_000);
  return () => clearInterval(timer);
};

/** Victims, who are asked first, and steady ones behind them. */
export async function openStatusFloor({
  address,
  port,
  db,
  random,
  historyFile,
}: Place): Promise<StatusFloor> {
  const workspace = await makeWorkspace(db, [
    { role: "agent", count: size.victims + size.apart, capacity: 4 },
    { role: "agent-supervisor", count: size.steady, capacity: 12 },
  ]);
  await db.query("update queues set rules = $2 where id = $1", [workspace.queueId, rules]);
  const steadyPeople = workspace.people.filter(({ role }) => role !== "agent");
  await db.query("update queue_members set priority = 5 where user_id = any($1)", [
    steadyPeople.map(({ id }) => id),
  ]);
  const customStatusId = randomUUID();
  await db.query(
    "insert into custom_statuses (id, workspace_id, name, color) values ($1, $2, 'Lunch', 'blue')",
    [customStatusId, workspace.workspaceId],
  );
  const history = createHistory(historyFile);
  const steady: AgentClient[] = [];
  const stops: (() => unknown)[] = [];
  for (const person of steadyPeople) {
    const token = await signIn(address, person.email);
    const agent = createAgent({ person, address, token, history });
    await agent.start();
    while (agent.client.sync.connection.get().phase !== "live") await sleep(20);
    await chooseReady(address, token);
    steady.push(agent);
    stops.push(finishAll(address, agent), agent.stop);
  }
  stops.push(keepReady(address, steady, db));
  const mortal: MortalDesk[] = [];
  for (const person of workspace.people.filter(({ role }) => role === "agent"))
    mortal.push(await createMortalDesk({ address, port }, person, await signIn(address, person.email)));
  return {
    ...{ address, db, workspace, random, steady, customStatusId },
    victims: mortal.slice(0, size.victims),
    apart: mortal.slice(size.victims),
    async start() {
      const token = await enterAsVisitor(address, workspace.key);
      const { conversation } = await startConversation(address, token, randomUUID(), "Good morning");
      return conversation.id;
    },
    async stop() {
      for (const stop of stops.reverse()) await stop();
      for (const one of mortal) await one.stop();
      await history.close();
    },
  };
}
