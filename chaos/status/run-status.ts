import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "#server/platform/db/embedded/address.ts";
import type { WhyWaiting } from "#shared/contract/routing.ts";
import { createRandom } from "../random.ts";
import { call } from "../system/api.ts";
import { embeddedDatabase } from "../system/embedded-database.ts";
import { createServerProcess } from "../system/server-process.ts";
import type { MortalDesk } from "./desk.ts";
import { openStatusFloor, type StatusFloor } from "./floor.ts";
import { judge } from "./judge.ts";
import { type Prepared, states, until } from "./states.ts";

export interface StatusResult {
  readonly profile: "status";
  readonly kills: number;
  readonly states: number;
  readonly returned: number;
  /** Of those: after more than five minutes. */
  readonly returnedLate: number;
  readonly doubleAssigned: number;
  readonly overCapacity: number;
  readonly stuck: number;
  readonly forgotten: number;
  readonly lost: number;
  /** From a death to "offline", as the database's clock counts it but for the part of the lease that was cut off, ms. */
  readonly noticedMs: { readonly max: number };
  /** The same with nothing cut off, as it is in service: at most 30 s. */
  readonly wholeLeaseMs: { readonly max: number };
  readonly seed: number;
  readonly seconds: number;
  readonly clean: boolean;
  readonly examples: readonly string[];
}

interface StatusOptions {
  readonly seed: number;
  readonly folder: string;
  readonly log: (line: string) => void;
  /** How often each state is tried. */
  readonly rounds?: number;
}

const settleMs = 60_000;
/** Within so long the product notices that somebody is gone. */
const wholeLeaseMs = 30_000;

/** The clock is faked in the database: leases lapse and absences grow old at once. */
const clock = {
  /** What is left of the leases: a second. */
  leasesLapse:
    "update presence_leases set until = least(until, now() + interval '1 second') where user_id = $1",
  absencesGrowOld: `update agent_status set since = since - interval '6 minutes' where status = 'offline'`,
  wrapUpsGrowOld: `update wrap_ups set started_at = started_at - interval '6 minutes', until = until - interval '6 minutes'
    where ended_at is null`,
  remindersCome: "update conversations set parked_until = now() where parked_until is not null",
};

const statusOf = async ({ db }: StatusFloor, { person }: MortalDesk) =>
  (await db.query<{ status: string }>("select status from agent_status where user_id = $1", [person.id]))
    .rows[0]?.status;

/** He comes back: in time to what he had chosen, later to Online and nothing else. */
async function comeBack(
  floor: StatusFloor,
  victim: MortalDesk,
  { status, late }: Prepared & { readonly late: boolean },
): Promise<string[]> {
  if (late) await floor.db.query(clock.absencesGrowOld);
  await victim.come();
  const now = await until("coming back", async () => {
    const is = await statusOf(floor, victim);
    return is !== "offline" && is;
  });
  const right = late ? "online" : status;
  const when = late ? "too late" : "in time";
  return now === right ? [] : [`${victim.person.name} had ${status} and came back ${when} to ${now}`];
}

async function leave(floor: StatusFloor, victim: MortalDesk): Promise<void> {
  victim.die("reset");
  await floor.db.query(clock.leasesLapse, [victim.person.id]);
}

/** Everybody who was killed stays away from now on, and time passes. */
async function timePasses({ db }: StatusFloor): Promise<void> {
  await db.query(clock.absencesGrowOld);
  await db.query(clock.wrapUpsGrowOld);
  await db.query(clock.remindersCome);
}

interface Round {
  readonly wrong: readonly string[];
  /** Null: he stayed away. */
  readonly returned: "in time" | "late" | null;
  readonly noticedMs: number;
}

/** Nothing of an earlier round rings at him who is prepared next: then what he is prepared with might not. */
async function restful({ db, workspace }: StatusFloor): Promise<void> {
  await until("everything that waited being taken by those who are steady", async () => {
    const { rows } = await db.query(
      `select 1 from conversations where workspace_id = $1 and state = 'waiting'
       union all select 1 from offers where workspace_id = $1 and state = 'open'`,
      [workspace.workspaceId],
    );
    return rows.length === 0;
  });
}

/** As in service: nothing is cut off of anybody's lease. Answers how long it took, beside all that happens meanwhile. */
async function dieInService(floor: StatusFloor): Promise<{ readonly ms: number; readonly wrong: string[] }> {
  for (const [index, one] of floor.apart.entries()) {
    await one.come();
    await one.ask("PUT", "/me/status", { status: index % 2 ? "dnd" : "online" });
  }
  for (const one of floor.apart) one.die("half_open");
  const died = performance.now();
  const ids = floor.apart.map(({ person }) => person.id);
  const sql = "select 1 from agent_status where user_id = any($1) and status <> 'offline'";
  // What the machine itself stood still, seen by looking, is no time of the server's.
  let stoodStill = 0;
  let looked = died;
  while ((await floor.db.query(sql, [ids])).rows.length > 0 && looked - died < 60_000) {
    const now = performance.now();
    stoodStill += Math.max(0, now - looked - 300);
    looked = now;
    await sleep(100);
  }
  const ms = Math.round(performance.now() - died);
  const isLate = ms - stoodStill > wholeLeaseMs;
  return { ms, wrong: isLate ? [`it took ${ms} ms to notice who is gone`] : [] };
}

async function playRound(floor: StatusFloor, name: string, victim: MortalDesk): Promise<Round> {
  const prepare = states[name] as (typeof states)[string];
  await restful(floor);
  await victim.come();
  await victim.ask("PUT", "/me/status", { status: "ready" });
  const prepared = await prepare(floor, victim);
  victim.die(floor.random.pick(["reset", "half_open"] as const));
  await floor.db.query(clock.leasesLapse, [victim.person.id]);
  const died = performance.now();
  await until("being noticed as gone", async () => (await statusOf(floor, victim)) === "offline");
  const noticedMs = Math.round(performance.now() - died);
  const returned = floor.random.pick(["in time", "late", null, null] as const);
  const wrong = returned ? await comeBack(floor, victim, { ...prepared, late: returned === "late" }) : [];
  if (returned) await leave(floor, victim);
  // Whoever helped to get there leaves too: nobody is ready but those who take everything.
  for (const other of floor.victims) if (other !== victim) await leave(floor, other);
  await until("everybody being gone", async () => {
    const { rows } = await floor.db.query(
      "select 1 from agent_status where user_id = any($1) and status <> 'offline'",
      [floor.victims.map(({ person }) => person.id)],
    );
    return rows.length === 0;
  });
  await timePasses(floor);
  await until("everything of those who are gone being given back", async () => {
    const { rows } = await floor.db.query(
      `select 1 from conversations where assignee_id = any($1) and state = 'assigned'
       union all select 1 from wrap_ups where user_id = any($1) and ended_at is null`,
      [floor.victims.map(({ person }) => person.id)],
    );
    return rows.length === 0;
  });
  return { wrong, returned, noticedMs };
}

/** What the product itself says of something that waits. */
async function why({ db, steady, workspace, address }: StatusFloor): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "select id from conversations where workspace_id = $1 and state = 'waiting' limit 1",
    [workspace.workspaceId],
  );
  if (!rows[0] || !steady[0]) return "nothing waits";
  const path = `/api/v1/conversations/${rows[0].id}/why-waiting`;
  const { agents } = await call<WhyWaiting>(address, { path, token: steady[0].token });
  return agents
    .map(({ user, reason }) => `${user.name}: ${reason?.code} ${JSON.stringify(reason?.data)}`)
    .join("; ");
}

/** Waits until nothing waits and nobody who is gone has anything; what is left then is judged. */
async function settle(floor: StatusFloor, log: (line: string) => void): Promise<void> {
  const began = Date.now();
  const left = async () => {
    await timePasses(floor);
    const { rows } = await floor.db.query<{ n: number }>(
      `select (select count(*) from conversations where workspace_id = $1 and state <> 'closed')::int
        + (select count(*) from wrap_ups where workspace_id = $1 and ended_at is null)::int
        + (select count(*) from help_requests where workspace_id = $1 and state <> 'closed')::int as n`,
      [floor.workspace.workspaceId],
    );
    return rows[0]?.n ?? 0;
  };
  for (let rest = await left(); rest > 0; rest = await left()) {
    if (Date.now() - began > settleMs) return log(`it did not settle: ${rest} are left; ${await why(floor)}`);
    await sleep(500);
  }
  log(`settled after ${Date.now() - began} ms`);
}

/** Agents are killed in every state in which they can be; in the end nobody and nothing may be stuck or forgotten. */
export async function runStatus({ seed, folder, log, rounds = 1 }: StatusOptions): Promise<StatusResult> {
  const began = performance.now();
  const random = createRandom(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "sidetone-status-"));
  chmodSync(dataDir, 0o755);
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const server = createServerProcess({ port, dataDir, logFile: join(folder, "server.log") });
  try {
    server.start();
    await server.ready();
    const db = await embeddedDatabase(dataDir).connect();
    const floor = await openStatusFloor({
      ...{ address: server.address, port, db, random, historyFile: join(folder, "history.ndjson") },
    });
    log(
      `everybody is in place after ${Math.round((performance.now() - began) / 1_000)} s; the killing begins`,
    );
    const goneInService = dieInService(floor).catch(({ message }: Error) => ({ ms: 0, wrong: [message] }));
    const played: Round[] = [];
    const wrong: string[] = [];
    for (const name of random.shuffle(
      Object.keys(states).flatMap((one) => Array<string>(rounds).fill(one)),
    )) {
      const victim = random.pick(floor.victims);
      const round = await playRound(floor, name, victim).catch((error: Error) => error);
      if (round instanceof Error) {
        wrong.push(`killed while ${name}: ${round.message}`);
        log(`${wrong.at(-1)}; ${await why(floor)}`);
        await leave(floor, victim);
        continue;
      }
      played.push(round);
      wrong.push(...round.wrong.map((words) => `killed while ${name}: ${words}`));
    }
    const inService = await goneInService;
    wrong.push(...inService.wrong);
    await settle(floor, log);
    const { examples, ...counts } = await judge(db, floor.workspace);
    await floor.stop();
    await db.end();
    const result = { ...counts, stuck: counts.stuck + wrong.length };
    const { doubleAssigned, overCapacity, stuck, forgotten, lost } = result;
    return {
      ...{
        profile: "status",
        kills: played.length + floor.apart.length,
        states: Object.keys(states).length,
      },
      returned: played.filter(({ returned }) => returned).length,
      returnedLate: played.filter(({ returned }) => returned === "late").length,
      ...{ doubleAssigned, overCapacity, stuck, forgotten, lost },
      noticedMs: { max: Math.max(0, ...played.map(({ noticedMs }) => noticedMs)) },
      wholeLeaseMs: { max: inService.ms },
      ...{ seed, seconds: Math.round((performance.now() - began) / 1_000) },
      clean: doubleAssigned + overCapacity + stuck + forgotten + lost === 0 && played.length > 0,
      examples: [...wrong, ...examples],
    };
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
