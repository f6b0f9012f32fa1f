import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LiveCall } from "#shared/contract/calls.ts";
import type { PastCall } from "#shared/contract/softphone.ts";
import { aCall, aCallingCustomer, aColleague, type Colleague, heardBy } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, ready, sites } from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  pool = server.server.database.pool;
});
afterAll(() => server.stop());

/** Ana, Bruno and Sofia, who are there; an administrator gives them extensions. */
async function anOffice() {
  const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
  const ana = await aColleague(server, shop, "ana", "agent");
  const bruno = await aColleague(server, shop, "bruno", "agent", ["Billing"]);
  const sofia = await aColleague(server, shop, "sofia", "administrator", ["Billing"]);
  for (const one of [ana, bruno, sofia]) await ready(one.desk);
  const { status, body } = await sofia.http("POST", "/extensions/generate", {
    kinds: ["user", "group", "queue"],
    digits: 3,
  });
  expect([status, body.given]).toEqual([200, 5]);
  const { body: list } = await sofia.http("GET", "/extensions");
  const extensionOf = (name: string) => list.find((one: { name: string }) => one.name === name).extension;
  return { shop, ana, bruno, sofia, extensionOf };
}

const dial = (caller: Colleague, to: object, clientId: string = randomUUID()) =>
  caller.http("POST", "/softphone/calls", { clientId, to });
const pastOf = async (one: Colleague): Promise<PastCall[]> =>
  (await one.http("GET", "/softphone/history")).body.calls;
const stateOf = (one: Colleague, call: LiveCall) => one.told(call.id)?.state;
const close = (...all: readonly Colleague[]) => Promise.all(all.map((one) => one.close()));

describe("a call between colleagues", () => {
  it("rings at the extension, both hear each other, and both find it in their history with what was noted", async () => {
    const { ana, bruno, sofia, extensionOf } = await anOffice();
    const clientId = randomUUID();
    const { status, body: call } = await dial(ana, { extension: extensionOf("bruno") }, clientId);
    expect([status, call.direction, call.state]).toEqual([200, "internal", "ringing"]);
    expect((await dial(ana, { extension: extensionOf("bruno") }, clientId)).body.id).toBe(call.id);
    await eventually(() => bruno.told(call.id)?.legs.some(({ rings }) => rings), "the ring at his desk");
    expect((await dial(sofia, { userId: bruno.user.id })).body.code).toBe("call.colleague_busy");
    const { body: contacts } = await sofia.http("GET", "/softphone/contacts");
    expect(contacts.people.map(({ name, inCall }: Record<string, unknown>) => [name, inCall])).toEqual([
      ["ana", true],
      ["bruno", true],
    ]);

    await ana.connect(call.id);
    await bruno.connect(call.id);
    await heardBy(ana, ["bruno"]);
    await heardBy(bruno, ["ana"]);
    expect(stateOf(ana, call)).toBe("connected");
    expect((await dial(ana, { userId: sofia.user.id })).body.code).toBe("call.busy");

    const note = { note: "He has the keys.", outcome: "call_back" };
    expect((await bruno.http("PUT", `/calls/${call.id}/note`, note)).body).toMatchObject(note);
    expect((await sofia.http("PUT", `/calls/${call.id}/note`, note)).body.code).toBe("call.not_found");
    await bruno.http("POST", `/calls/${call.id}/leave`);
    await eventually(() => stateOf(ana, call) === "ended", "the end for who is left alone");

    const [hers, his] = [await pastOf(ana), await pastOf(bruno)];
    expect(hers[0]).toMatchObject({ way: "out", between: "colleagues", result: "talked", ...note });
    expect(hers[0]?.parties).toEqual([{ name: "bruno", userId: bruno.user.id, phone: null }]);
    expect(his[0]).toMatchObject({ way: "in", result: "talked", ...note });
    expect(his[0]?.mos).toBeGreaterThan(3.5);
    expect(await pastOf(sofia)).toEqual([]);
    await close(ana, bruno, sofia);
  });

  it("rings at all who are free of a group or queue; who answers first has it, and hand-over, decline and no answer end it", async () => {
    const { ana, bruno, sofia, shop, extensionOf } = await anOffice();
    const { body: call } = await dial(ana, { extension: extensionOf("Billing") });
    await ana.connect(call.id);
    for (const one of [bruno, sofia]) await eventually(() => one.told(call.id), "the ring at both");
    await bruno.connect(call.id);
    await heardBy(ana, ["bruno"]);
    await eventually(() => stateOf(sofia, call) === "ended", "the end of the ring at the other");

    // She asks a third, and leaves the two to each other.
    const asked = await ana.http("POST", `/calls/${call.id}/consult-one`, {
      to: { queueId: shop.queueIds.Billing },
    });
    expect(asked.body.state).toBe("consulting");
    await sofia.connect(call.id);
    await heardBy(ana, ["sofia"]);
    await heardBy(bruno, []);
    await ana.http("POST", `/calls/${call.id}/leave`);
    await heardBy(bruno, ["sofia"]);
    await heardBy(sofia, ["bruno"]);
    await sofia.http("POST", `/calls/${call.id}/leave`);
    await eventually(() => stateOf(bruno, call) === "ended", "the end");

    const { body: declined } = await dial(ana, { userId: bruno.user.id });
    await bruno.http("POST", `/calls/${declined.id}/leave`);
    await eventually(() => ana.told(declined.id)?.cause === "declined", "his decline");
    const { body: unheard } = await dial(ana, { queueId: shop.queueIds.Billing });
    await ana.connect(unheard.id);
    await pool.query("update call_media set since = since - interval '31 seconds' where call_id = $1", [
      unheard.id,
    ]);
    await eventually(() => ana.told(unheard.id)?.cause === "no_answer", "nobody answering");
    const { body: cancelled } = await dial(ana, { userId: bruno.user.id });
    await ana.http("POST", `/calls/${cancelled.id}/end`);
    expect((await pastOf(bruno)).map(({ result }) => result)).toEqual([
      "missed",
      "missed",
      "declined",
      "talked",
    ]);
    expect((await pastOf(ana)).map(({ result }) => result)).toEqual([
      "cancelled",
      "no_answer",
      "declined",
      "talked",
    ]);
    expect((await pastOf(sofia)).map(({ result }) => result)).toEqual(["missed", "talked"]);

    bruno.desk.close();
    await pool.query("delete from presence_leases where user_id = $1", [bruno.user.id]);
    expect((await dial(ana, { userId: bruno.user.id })).body.code).toBe("call.colleague_away");
    expect((await dial(ana, { extension: "999999" })).body.code).toBe("extension.not_found");
    await close(ana, bruno, sofia);
  });

  it("fits beside a customer who is on hold, and he is taken back only when it is over", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const bruno = await aColleague(server, shop, "bruno", "agent", ["Billing"]);
    await ready(bruno.desk);
    const to = { userId: bruno.user.id };
    expect((await dial(ana, to)).body.code).toBe("call.busy");
    const leg = ana.told(id)?.legs.find(({ party }) => party === "customer")?.id;
    const placed = (where: string) => ana.http("POST", `/calls/${id}/place`, { legId: leg, to: where });
    await placed("hold");
    const { body: beside } = await dial(ana, to);
    expect(beside.state).toBe("ringing");
    await bruno.connect(beside.id);
    expect((await placed("talk")).body.code).toBe("call.busy");
    await ana.http("POST", `/calls/${beside.id}/end`);
    expect((await placed("talk")).status).toBe(200);
    await ana.http("POST", `/calls/${id}/end`);
    await Promise.all([close(ana, bruno), customer.close()]);
  });
});

describe("whoever talks with a colleague", () => {
  it("is rung for no customer meanwhile, and for the one who waits as soon as he is done", async () => {
    const { shop, ana, bruno, sofia } = await anOffice();
    const { body: call } = await dial(ana, { userId: bruno.user.id });
    const customer = await aCallingCustomer(server, shop);
    const conversationId = customer.call.conversationId ?? "";
    const offers = async () =>
      (await pool.query("select 1 from offers where conversation_id = $1", [conversationId])).rows.length;
    await eventually(() => customer.isPlayedTo(), "the tone that somebody is called");
    expect(await offers()).toBe(0);
    await ana.http("POST", `/calls/${call.id}/end`);
    await accept(ana.desk, conversationId);
    await customer.http("POST", `/visitor/calls/${customer.call.id}/leave`);
    await Promise.all([close(ana, bruno, sofia), customer.close()]);
  });
});

describe("the history of one's own calls", () => {
  it("comes in pages, and is closed where the workspace or one's group says so", async () => {
    const { shop, ana, bruno, sofia } = await anOffice();
    for (let nth = 0; nth < 3; nth++) {
      const { body } = await dial(ana, { userId: bruno.user.id });
      await ana.http("POST", `/calls/${body.id}/end`);
    }
    const page = (query: string) => ana.http("GET", `/softphone/history?limit=2${query}`);
    const { body: first } = await page("");
    expect([first.calls.length, first.more]).toEqual([2, true]);
    const { body: rest } = await page(`&before=${first.calls[1].id}`);
    expect([rest.calls.length, rest.more]).toEqual([1, false]);

    await server.group(shop, { members: [ana.user] });
    await pool.query("update groups set call_history = false where workspace_id = $1", [shop.id]);
    expect((await page("")).body.code).toBe("call.history_closed");
    expect((await ana.http("GET", "/softphone")).body.callHistory).toBe(false);
    expect((await bruno.http("GET", "/softphone")).body.callHistory).toBe(true);
    await close(ana, bruno, sofia);
  });
});

describe("extensions", () => {
  it("are unique, call nobody's help, and can be changed and taken away", async () => {
    const { ana, bruno, sofia, extensionOf } = await anOffice();
    const set = (extension: string | null, id = bruno.user.id) =>
      sofia.http("PUT", "/extensions", { of: { kind: "user", id }, extension });
    const taken = await set(extensionOf("ana"));
    expect([taken.body.code, taken.body.data?.fields?.[0]?.problem]).toEqual(["extension.taken", "ana"]);
    expect((await set("112")).body.code).toBe("extension.reserved");
    expect((await set("7")).status).toBe(400);
    expect((await set("4711")).body.extension).toBe("4711");
    expect((await bruno.http("GET", "/softphone")).body.extension).toBe("4711");
    expect((await set(null)).body.extension).toBeNull();
    expect((await set("4711", "nobody")).body.code).toBe("agent.not_found");
    expect((await ana.http("GET", "/extensions")).body.code).toBe("permission.denied");
    const room = await sofia.http("POST", "/extensions/generate", { kinds: ["user"], digits: 2 });
    expect(room.body.given).toBe(1);
    await close(ana, bruno, sofia);
  });
});
