import { afterAll, beforeAll, expect, it } from "vitest";
import { isLive, type Leg } from "#shared/domain/calls/index.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { type Call, createCall } from "../matrix/call.ts";
import type { Desk } from "../matrix/floor.ts";
import { type Relation, reaches } from "./authorisation/reference.ts";
import { buildWorld, type World } from "./authorisation/world.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

/** Every role of every scheme, and a call of somebody whom he leads, of a stranger, and of another house. */
const relations: readonly Relation[] = ["managed", "other", "foreign"];
const modes = ["listen", "whisper", "barge", "listen"] as const;

let server: TestServer;
let call: Call;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
  call = createCall(server.request);
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

interface Cell {
  readonly actor: Desk;
  readonly callId: string;
  /** What is said of it. */
  readonly about: (permission: Permission) => "may" | "hidden" | "denied";
}

async function answer({ actor, callId }: Cell, name: string, input: object = {}): Promise<string> {
  const { status, body } = await call(actor.headers, name, { callId, ...input });
  return status === 200 ? "200" : String(body.code);
}

const legsOf = async (callId: string): Promise<readonly Leg[]> =>
  (await pool.query("select legs from calls where id = $1", [callId])).rows[0].legs;

/** As if his media had come. */
async function joins({ actor, callId }: Cell): Promise<void> {
  await pool.query(
    `update calls set legs = (select jsonb_agg(case when leg->>'userId' = $2 and leg->>'state' = 'ringing'
       then leg || '{"state": "joined"}' else leg end) from jsonb_array_elements(legs) leg) where id = $1`,
    [callId, actor.id],
  );
}

/** What he is answered, command by command, as he comes, changes how he is there, goes, comes again and takes over. */
async function story(cell: Cell): Promise<string[]> {
  const { actor, callId } = cell;
  const said: string[] = [];
  const ask = async (name: string, input?: object) => {
    said.push(`${name} ${await answer(cell, name, input)}`);
  };
  const offer = { device: "a-device-of-his", offer: "v=0 nothing else" };
  await ask("calls.connect", offer);
  await ask("calls.leave");
  await ask("calls.takeOver");
  for (const mode of modes) {
    await ask("calls.supervise", { mode });
    const own = (await legsOf(callId)).find(({ userId }) => userId === actor.id);
    said.push(own && isLive(own) ? `is there to ${own.mode}` : "is not there");
  }
  const { body: mine } = await call(actor.headers, "calls.mine");
  said.push(mine.length === 1 ? "has it" : "has nothing");
  await ask("calls.leave");
  await ask("calls.supervise", { mode: "listen" });
  await joins(cell);
  await ask("calls.takeOver");
  const owner = (await legsOf(callId)).find((leg) => leg.party === "agent" && isLive(leg))?.userId;
  said.push(owner === actor.id ? "owns it" : "does not own it");
  return said;
}

function expected({ about }: Cell): string[] {
  const join = about("monitor.join");
  const refusal = join === "denied" ? "permission.denied" : "call.not_found";
  if (join !== "may")
    return [
      ...["calls.connect call.not_found", "calls.leave call.not_found", `calls.takeOver ${refusal}`],
      ...modes.flatMap(() => [`calls.supervise ${refusal}`, "is not there"]),
      ...["has nothing", "calls.leave call.not_found", `calls.supervise ${refusal}`],
      ...[`calls.takeOver ${refusal}`, "does not own it"],
    ];
  return [
    // He has the right, and is not in the call: nothing of it is his yet.
    ...["calls.connect call.not_found", "calls.leave call.not_found", "calls.takeOver call.wrong_state"],
    ...modes.flatMap((mode) => ["calls.supervise 200", `is there to ${mode}`]),
    ...["has it", "calls.leave 200", "calls.supervise 200", "calls.takeOver 200", "owns it"],
  ];
}

/** Whether the list of live conversations shows him this one, and lets him come to it. */
async function listed({ actor, callId }: Cell): Promise<string> {
  const { status, body } = await call(actor.headers, "monitor.live");
  if (status !== 200) return String(body.code);
  const seen = body.find((one: { call: { id: string } | null }) => one.call?.id === callId);
  return seen ? `shown, ${seen.mayJoin ? "may" : "may not"} come` : "not shown";
}

function expectedInList({ about }: Cell): string {
  const view = about("monitor.conversations.view");
  if (view === "denied") return "permission.denied";
  if (view === "hidden") return "not shown";
  return `shown, ${about("monitor.join") === "may" ? "may" : "may not"} come`;
}

async function cellsOf(world: World): Promise<readonly (Cell & { readonly name: string })[]> {
  const cells: (Cell & { readonly name: string })[] = [];
  for (const actor of world.actors.values())
    for (const relation of relations) {
      const callId = await world.thing("call", relation, actor);
      if (!callId) continue;
      const grants = world.book.grantsOf(actor.role);
      const question = {
        grants,
        role: actor.role,
        book: world.book,
        kind: "call",
        relation,
        thingRole: "agent",
      } as const;
      const about = (permission: Permission) =>
        !grants[permission] ? "denied" : reaches(question, permission) ? "may" : "hidden";
      cells.push({ actor, callId, about, name: `${world.scheme} ${actor.role}, ${relation}` });
    }
  return cells;
}

it.each(schemeNames)(
  "%s: who may come to whose call, in which mode, take it over and see it in the list, for every role",
  { timeout: 120_000 },
  async (scheme) => {
    const cells = await cellsOf(await buildWorld(pool, scheme));
    const allowed = cells.filter(({ about }) => about("monitor.join") === "may").length;
    // A scheme in which nobody or everybody may would show nothing.
    expect([allowed > 0, allowed < cells.length]).toEqual([true, true]);
    for (const cell of cells) {
      expect([cell.name, await listed(cell)]).toEqual([cell.name, expectedInList(cell)]);
      expect([cell.name, ...(await story(cell))]).toEqual([cell.name, ...expected(cell)]);
      await pool.query("update calls set ended_at = now(), cause = 'hung_up' where id = $1", [cell.callId]);
    }
    console.log(
      `${scheme}: ${cells.length} ways to stand to a call, ${allowed} of them with the right to come`,
    );
  },
);
