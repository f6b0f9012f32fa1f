import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deskCommands } from "#shared/contract/socket.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { schemeNames } from "#shared/permissions/schemes/index.ts";
import { type Call, createCall } from "../matrix/call.ts";
import type { Desk } from "../matrix/floor.ts";
import { type Kind, type Relation, reaches } from "./authorisation/reference.ts";
import { buildWorld, type World } from "./authorisation/world.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { type End, eventually, openDesk } from "./support/talk.ts";

let server: TestServer;
let call: Call;
let worlds: World[];
let cells = 0;
interface Seat {
  readonly world: World;
  readonly actor: Desk;
  readonly end: End;
}
const seats: Seat[] = [];

beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000", LOG_LEVEL: "error" } });
  call = createCall(server.request);
  worlds = await Promise.all(schemeNames.map((scheme) => buildWorld(server.server.database.pool, scheme)));
  for (const world of worlds)
    for (const actor of world.actors.values())
      seats.push({
        world,
        actor,
        end: await openDesk(server, { ...actor, password: "", token: "", cookie: "" }),
      });
});
afterAll(async () => {
  console.log(`${cells} answers and rooms of ${seats.length} open desks were looked at`);
  for (const { end } of seats) end.close();
  await server.stop();
});

const relations: readonly Relation[] = ["own", "managed", "other", "foreign", "missing"];

/** What every command of a desk asks for; a new one without a row fails by its name. */
interface CommandRow {
  readonly permission: Permission | "signed-in";
  /** Names a conversation; who may not see it hears that it is not there. */
  input?(conversationId: string): object;
  /** May it be done with a conversation that stands so to him? `sees`: he may look at it. */
  may?(relation: Relation, sees: boolean): "yes" | "hidden" | "not_assigned";
}

const byAssignee = (relation: Relation, sees: boolean) =>
  relation === "own" ? "yes" : sees ? "not_assigned" : "hidden";
const bySight = (_: Relation, sees: boolean) => (sees ? "yes" : "hidden");

const rows: Readonly<Record<string, CommandRow>> = {
  "message.send": {
    permission: "conversation.reply",
    input: (conversationId) => ({ conversationId, clientId: randomUUID(), text: "Hello" }),
    may: byAssignee,
  },
  "desk.snapshot": { permission: "signed-in" },
  "conversation.watch": {
    permission: "conversation.view",
    input: (conversationId) => ({ conversationId }),
    may: bySight,
  },
  // Leaving a room tells nothing, whichever it is.
  "conversation.unwatch": {
    permission: "conversation.view",
    input: (conversationId) => ({ conversationId }),
    may: () => "yes",
  },
  "messages.read": {
    permission: "conversation.view",
    input: (conversationId) => ({ conversationId, seq: 0 }),
    may: bySight,
  },
  "typing.set": {
    permission: "conversation.reply",
    input: (conversationId) => ({ conversationId, on: true }),
    may: (relation) => (relation === "own" ? "yes" : "hidden"),
  },
  // Of an offer that is not his nothing is noted, and nothing told.
  "offer.seen": {
    permission: "conversation.receive",
    input: (offerId) => ({ offerId, what: "shown" }),
    may: () => "yes",
  },
  "presence.beat": { permission: "signed-in" },
  ping: { permission: "signed-in" },
};

const codes = { yes: "", hidden: "conversation.not_found", not_assigned: "conversation.not_assigned" };

const questionOf = ({ world, actor }: Seat, relation: Relation, kind: Kind = "conversation") => ({
  grants: world.book.grantsOf(actor.role),
  role: actor.role,
  book: world.book,
  kind,
  relation,
});

async function tellOf(seat: Seat, name: string, row: CommandRow): Promise<string[]> {
  const who = `${seat.world.scheme} ${seat.actor.role}`;
  const wrong: string[] = [];
  const answers = new Map<Relation, string>();
  for (const relation of row.input ? relations : (["own"] as const)) {
    const id = row.input ? ((await seat.world.thing("conversation", relation, seat.actor)) ?? "") : "";
    const answer = await seat.end.ask(name, row.input?.(id) ?? {});
    cells += 1;
    answers.set(relation, JSON.stringify(answer));
    const wanted = wantedCode(seat, row, relation);
    const code = answer.ok ? "" : answer.error.code;
    if (code !== wanted) wrong.push(`${who}, ${relation}: ${name} answered "${code}", not "${wanted}"`);
  }
  const told = name !== "conversation.unwatch" && answers.get("foreign") !== answers.get("missing");
  return told ? [...wrong, `${who}: ${name} tells foreign things from missing ones`] : wrong;
}

function wantedCode(seat: Seat, { permission, may }: CommandRow, relation: Relation): string {
  const question = questionOf(seat, relation);
  if (permission !== "signed-in" && !question.grants[permission]) return "permission.denied";
  return codes[may?.(relation, reaches(question, "conversation.view")) ?? "yes"];
}

/** News reach those who are entitled to them within some time, and the others never: who is not as he should be. */
async function misled(
  here: readonly Seat[],
  heard: (seat: Seat) => boolean,
  entitled: (seat: Seat) => boolean,
): Promise<string[]> {
  await eventually(() => here.every((seat) => !entitled(seat) || heard(seat)), "the news").catch(() => {});
  // What should not come gets a moment to come all the same.
  await new Promise((resolve) => setTimeout(resolve, 150));
  cells += here.length;
  return here
    .filter((seat) => heard(seat) !== entitled(seat))
    .map(
      (seat) => `${seat.world.scheme} ${seat.actor.role}: should ${entitled(seat) ? "" : "not "}hear of it`,
    );
}

const seatsIn = (world: World) => seats.filter((seat) => seat.world === world);

describe("commands on the socket, as every role of every scheme", () => {
  it("each has a row, and agrees who may send it", () => {
    const said = Object.fromEntries(Object.entries(rows).map(([name, { permission }]) => [name, permission]));
    const there = Object.fromEntries(
      Object.entries(deskCommands).map(([name, { access }]) => [name, access]),
    );
    expect(said).toEqual(there);
  });

  it.each(Object.entries(rows))("%s", { timeout: 60_000 }, async (name, row) => {
    const found = await Promise.all(seats.map((seat) => tellOf(seat, name, row)));
    expect(found.flat()).toEqual([]);
  });
});

describe("rooms, as every role of every scheme", { timeout: 60_000 }, () => {
  it.each(["managed", "other", "foreign"] as const)(
    "a conversation that comes to wait is heard by whom its queue concerns: %s",
    async (relation) => {
      for (const world of worlds) {
        const id = await comesToWait(world, relation);
        const heard = ({ end }: Seat) =>
          end.heard<{ id: string }>("conversation.changed").some((one) => one.id === id);
        const entitled = (seat: Seat) =>
          reaches(questionOf(seat, relation, "waiting"), "conversation.unassigned.view");
        expect(await misled(seatsIn(world), heard, entitled)).toEqual([]);
      }
    },
  );

  it.each(["managed", "other"] as const)(
    "what is written is heard by who watches and may, and by nobody else: %s",
    async (relation) => {
      for (const world of worlds) {
        const writer = await world.floor.desk();
        const id = await ofWriter(world, relation, writer);
        for (const { end } of seatsIn(world)) {
          await end.ask("conversation.watch", { conversationId: id });
          end.socket.emit("join", `conversation:${id}`);
        }
        const text = randomUUID();
        const input = { conversationId: id, clientId: randomUUID(), text };
        expect((await call(writer.headers, "conversations.send", input)).status).toBe(200);
        const heard = ({ end }: Seat) => JSON.stringify(end.heard("event.appended")).includes(text);
        const entitled = (seat: Seat) => reaches(questionOf(seat, relation), "conversation.view");
        expect(await misled(seatsIn(world), heard, entitled)).toEqual([]);
      }
    },
  );

  it("colleagues' statuses are heard by who sees colleagues, in his workspace", async () => {
    for (const world of worlds) {
      const colleague = await world.floor.desk();
      expect((await call(colleague.headers, "status.set", { status: "dnd" })).status).toBe(200);
      const heard = ({ end }: Seat) =>
        end
          .heard<{ statuses: { userId: string }[] }>("colleagues.changed")
          .some(({ statuses }) => statuses.some(({ userId }) => userId === colleague.id));
      const entitled = (seat: Seat) =>
        seat.world === world && questionOf(seat, "other").grants["directory.view"] !== undefined;
      expect(await misled(seats, heard, entitled)).toEqual([]);
    }
  });
});

/** An assigned conversation is handed back into its queue, by an agent of the workspace it belongs to. */
async function comesToWait(world: World, relation: Relation): Promise<string> {
  const someone = await world.floor.desk();
  const id = (await world.thing("waiting", relation, someone)) ?? "";
  const { pool } = server.server.database;
  const { rows: found } = await pool.query<{ queue_id: string }>(
    `with moved as (update users u set workspace_id = c.workspace_id from conversations c where c.id = $1 and u.id = $2)
     update conversations set state = 'assigned', assignee_id = $2 where id = $1 returning queue_id`,
    [id, someone.id],
  );
  const to = { kind: "queue", queueId: found[0]?.queue_id };
  const input = { conversationId: id, assignmentToken: 1, to };
  expect((await call(someone.headers, "conversations.transfer", input)).status).toBe(200);
  return id;
}

async function ofWriter(world: World, relation: Relation, writer: Desk): Promise<string> {
  const id = (await world.thing("conversation", relation, writer)) ?? "";
  await server.server.database.pool.query("update conversations set assignee_id = $2 where id = $1", [
    id,
    writer.id,
  ]);
  return id;
}
