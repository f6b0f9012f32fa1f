import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom } from "../random.ts";
import { chooseReady, enterAsVisitor, signIn, startConversation } from "../system/api.ts";
import { makeWorkspace } from "../system/workspace.ts";
import { judge, type Verdict } from "./judge.ts";
import { openRaceStage, type RaceStage } from "./stage.ts";
import { type Raced, type RaceFloor, wave } from "./waves.ts";

export interface RacesResult extends Omit<Verdict, "examples"> {
  readonly profile: "races";
  readonly commands: number;
  readonly ok: number;
  readonly refused: number;
  readonly unknown: number;
  readonly assignments: number;
  readonly seed: number;
  readonly seconds: number;
  readonly clean: boolean;
  readonly examples: readonly string[];
}

interface RacesOptions {
  readonly seed: number;
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly commands?: number;
}

const size = { agents: 20, managers: 3, customers: 90, capacity: 3 };

async function openRaceFloor({ addresses, pool }: RaceStage) {
  const client = await pool.connect();
  const workspace = await makeWorkspace(client as never, [
    { role: "agent", count: size.agents, capacity: size.capacity },
    { role: "manager", count: size.managers, capacity: 0 },
  ]).finally(() => client.release());
  const { workspaceId, queueId, key, people } = workspace;
  const second = randomUUID();
  await pool.query("insert into queues (id, workspace_id, name, position) values ($1, $2, 'Second', 1)", [
    second,
    workspaceId,
  ]);
  await pool.query(
    "insert into queue_members (queue_id, user_id) select $1, user_id from queue_members where queue_id = $2",
    [second, queueId],
  );
  // They are there for as long as it takes: what is tried is not presence.
  await pool.query(
    `insert into presence_leases (user_id, connection_id, until)
     select id, 'races', now() + interval '1 hour' from users where workspace_id = $1`,
    [workspaceId],
  );
  const racers = [];
  for (const [at, person] of people.entries()) {
    const address = addresses[at % 2] as string;
    const token = await signIn(address, person.email);
    if (person.role === "agent") await chooseReady(address, token);
    racers.push({ id: person.id, token, role: person.role });
  }
  const customers = await Promise.all(
    Array.from({ length: size.customers }, async (_, at) => {
      const address = addresses[at % 2] as string;
      const token = await enterAsVisitor(address, key);
      const started = await startConversation(address, token, randomUUID(), `Hello from ${at}`);
      return { conversationId: started.conversation.id as string, token };
    }),
  );
  const floor: RaceFloor = {
    ...{ addresses, pool, workspaceId, customers, queueIds: [queueId, second] },
    agents: racers.filter(({ role }) => role === "agent"),
    managers: racers.filter(({ role }) => role === "manager"),
  };
  return { floor, capacity: new Map(people.map(({ id, capacity }) => [id, capacity])) };
}

/** Whoever missed an offer says that he is back, as people do. */
const comeBack = ({ pool, workspaceId }: RaceFloor) =>
  pool.query(
    `update agent_status set status = 'ready', cause = 'chosen', version = version + 1
     where workspace_id = $1 and status = 'paused'`,
    [workspaceId],
  );

/** Thousands of commands at the same things at the same moments, on two servers; then the judgement. */
export async function runRaces({ seed, folder, log, commands = 2_000 }: RacesOptions): Promise<RacesResult> {
  const began = performance.now();
  const random = createRandom(seed);
  const stage = await openRaceStage(folder);
  try {
    const { floor, capacity } = await openRaceFloor(stage);
    log(`everybody is in place after ${Math.round((performance.now() - began) / 1_000)} s; the races begin`);
    const raced: Raced[] = [];
    while (raced.length < commands) {
      raced.push(...(await wave(floor, random)));
      await comeBack(floor);
      await sleep(random.between(30, 150));
    }
    await sleep(2_000);
    const verdict = await judge(floor, raced, capacity);
    const of = (outcome: Raced["outcome"]) => raced.filter((one) => one.outcome === outcome).length;
    const { rows } = await stage.pool.query<{ n: number }>(
      "select count(*)::int as n from conversation_events where body->>'kind' = 'assigned'",
    );
    const assignments = rows[0]?.n ?? 0;
    return {
      ...{ profile: "races", commands: raced.length, assignments, seed },
      ...{ ok: of("ok"), refused: of("refused"), unknown: of("unknown"), ...verdict },
      seconds: Math.round((performance.now() - began) / 1_000),
      clean:
        verdict.doubleAssigned + verdict.overCapacity + verdict.lost + of("unknown") === 0 &&
        assignments > size.customers,
    };
  } finally {
    await stage.stop();
  }
}
