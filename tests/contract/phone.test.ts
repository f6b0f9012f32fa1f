import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { aColleague, type Colleague, heardBy } from "./support/call-floor.ts";
import { aTelephoneNetwork, type Telephone } from "./support/phone-floor.ts";
import { heardByPhone, phoneShops } from "./support/phone-shops.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually } from "./support/talk.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
let network: Awaited<ReturnType<typeof aTelephoneNetwork>>;
let sipPort: number;
let take: Parameters<typeof aTelephoneNetwork>[1] = (leg) => leg.answer();
const open: { close(): unknown }[] = [];
beforeAll(async () => {
  sipPort = await freePort();
  server = await startTestServer({
    env: { LIMIT_SCALE: "100", SIP_LISTEN: `udp:${sipPort}`, SIP_RTP_PORTS: "23000-23198" },
  });
  pool = server.server.database.pool;
  network = await aTelephoneNetwork(sipPort, (leg) => take?.(leg));
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await network.close();
  await server.stop();
});

const later = <T extends { close(): unknown }>(one: T): T => {
  open.push(one);
  return one;
};
const { aShop, aPhoneCall, calling, callOf } = phoneShops(() => ({ server, network, later }));

const dial = (ana: Colleague, to: string, more: object = {}) =>
  ana.http("POST", "/phone/calls", { clientId: randomUUID(), to, numberId: null, ...more });

describe("a phone that calls one of our numbers", () => {
  it("waits in the number's queue with music, talks with the agent who answers, and ends with its hanging up", async () => {
    const { ana, phone, id, conversationId, number } = await aPhoneCall();
    const { rows } = await pool.query(
      `select c.channel, c.medium, cu.phone from conversations c join customers cu on cu.id = c.customer_id where c.id = $1`,
      [conversationId],
    );
    expect(rows).toEqual([{ channel: "phone", medium: "voice", phone: "+390299" }]);
    expect(ana.told(id)?.legs[0]).toMatchObject({
      party: "customer",
      phone: "+390299",
      name: "Lumina Shop",
    });

    const customer = ana.told(id)?.legs.find(({ party }) => party === "customer")?.id;
    await ana.http("POST", `/calls/${id}/place`, { legId: customer, to: "hold" });
    await heardBy(ana, []);
    await eventually(() => phone.isPlayedTo() && phone.hears().length === 0, "music on hold");
    await ana.http("POST", `/calls/${id}/place`, { legId: customer, to: "talk" });
    await heardByPhone(phone, ["ana"]);

    phone.leg.hangUp();
    await eventually(async () => (await callOf(number))?.cause, "the end");
    await eventually(() => ana.told(id)?.cause === "hung_up", "the end at her desk");
    const again = later(await calling(number));
    await eventually(async () => (await callOf(number))?.id !== id, "another call");
    const { rows: customers } = await pool.query(
      "select count(distinct customer_id)::int as of from conversations where channel = 'phone' and workspace_id = (select workspace_id from calls where id = $1)",
      [id],
    );
    expect(customers).toEqual([{ of: 1 }]);
    again.leg.hangUp();
  });

  it("does not hear who whispers to its agent, and hears who joins in", async () => {
    const { shop, ana, phone, id } = await aPhoneCall();
    const sofia = later(await aColleague(server, shop, "sofia", "administrator", []));
    await sofia.http("POST", `/calls/${id}/supervise`, { mode: "whisper" });
    await sofia.connect(id);
    await heardBy(ana, ["customer", "sofia"]);
    await heardByPhone(phone, ["ana"]);
    await heardBy(sofia, ["ana", "customer"]);
    await sofia.http("POST", `/calls/${id}/supervise`, { mode: "barge" });
    await heardByPhone(phone, ["ana", "sofia"]);
    await ana.http("POST", `/calls/${id}/leave`);
    await eventually(() => phone.ended(), "the end at the phone");
  });

  it("is asked in words whether it may be recorded, and answers with a key: before that nothing is", async () => {
    const floor = await aShop();
    await pool.query(
      `update workspaces set settings = settings || '{"callPermissions":{"recordCalls":"all","recordingConsent":"ask"}}' where id = $1`,
      [floor.shop.id],
    );
    const { ana, phone, id } = await aPhoneCall(floor);
    await ana.http("POST", `/calls/${id}/mute`, { muted: true });
    await eventually(() => phone.isPlayedTo() && phone.hears().length === 0, "the question in words");
    expect(ana.told(id)?.recording).toMatchObject({ state: "asked" });
    phone.leg.sendDigits("1");
    await eventually(() => ana.told(id)?.recording?.state === "recording", "the answer");
    phone.leg.hangUp();
    const { rows } = await pool.query(
      `select r.consent, (select a.actor_name from activity_log a where a.action = 'recording.agreed' and a.target_id = r.call_id::text) as who
       from recordings r where r.call_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ consent: "given", who: "Lumina Shop" }]);
  });

  it("is told at once when there is no such number, or nobody there at this hour", async () => {
    const { number, shop } = await aShop();
    const wrong = later(await network.calls("+39029999999"));
    await eventually(() => wrong.ended(), "the refusal");
    expect(wrong.ended()).toBe("no_such_number");
    (await calling(number)).leg.hangUp();
    await pool.query(
      `update queues set rules = rules || '{"hours": {"timeZone": "Europe/Rome", "week": [[],[],[],[],[],[],[]], "exceptions": []}}' where workspace_id = $1`,
      [shop.id],
    );
    const late = later(await network.calls(number));
    await eventually(() => late.ended(), "the refusal");
    expect(late.ended()).toBe("no_answer");
  });
});

describe("calling out", () => {
  it("rings, is heard when it answers, takes keys, and is the agent's conversation; the same command again is the same call", async () => {
    take = (leg) => setTimeout(() => leg.answer(), 1_500);
    const { ana, number } = await aShop();
    await eventually(async () => (await ana.http("GET", "/phone/caller-ids")).body[0]?.number === number);
    const clientId = randomUUID();
    const { status, body } = await dial(ana, "+39 333 1234567", { clientId });
    expect([status, body.state, body.direction]).toEqual([200, "ringing", "outbound"]);
    expect((await dial(ana, "+39 333 1234567", { clientId })).body.id).toBe(body.id);
    await ana.connect(body.id);
    await eventually(() => ana.isPlayedTo(), "the ring-back tone");
    await eventually(() => ana.told(body.id)?.state === "connected", "the answer");
    const phone = later(network.rung() as Telephone);
    await heardBy(ana, ["customer"]);
    await heardByPhone(phone, ["ana"]);
    expect((await ana.http("POST", `/calls/${body.id}/digits`, { digits: "4#" })).status).toBe(200);
    await eventually(() => network.listeners.at(-1)?.told.includes("key #"), "the keys");
    expect((await dial(ana, "+393331111111")).body.code).toBe("call.busy");
    await ana.http("POST", `/calls/${body.id}/leave`);
    await eventually(() => phone.ended(), "the end at the phone");
  });

  it.each([
    ["busy", "busy"],
    ["no_such_number", "no_such_number"],
    ["declined", "declined"],
  ] as const)("says so when the line answers %s", async (cause, told) => {
    take = (leg) => leg.hangUp(cause);
    const { ana } = await aShop();
    await eventually(async () => (await ana.http("GET", "/phone/caller-ids")).body.length);
    const { body } = await dial(ana, "+393331234567");
    await eventually(() => ana.told(body.id)?.cause, "the end");
    expect(ana.told(body.id)?.cause).toBe(told);
  });

  it("is refused, before anybody is rung, to numbers that are none, may not be called, or from numbers of others", async () => {
    const { ana, shop, numberId } = await aShop();
    const rung = network.legs.length;
    const codes = async (to: string, more: object = {}) => (await dial(ana, to, more)).body.code;
    expect(await codes("anna")).toBe("phone.not_a_number");
    expect(await codes("+1 212 555 0100")).toBe("phone.prefix_not_allowed");
    expect(await codes("+39 899 123456")).toBe("phone.prefix_not_allowed");
    expect(await codes("+393331234567", { numberId: randomUUID() })).toBe("phone.number_not_yours");
    const bruno = later(await aColleague(server, shop, "bruno", "agent"));
    const group = await server.group(shop, { leaders: [], members: [bruno.user] });
    await pool.query("update phone_numbers set group_ids = array[$2::uuid] where id = $1", [numberId, group]);
    expect(await codes("+393331234567")).toBe("phone.no_line");
    expect((await bruno.http("GET", "/phone/caller-ids")).body).toHaveLength(1);
    expect((await pool.query("select 1 from calls where workspace_id = $1", [shop.id])).rowCount).toBe(0);
    expect(network.legs.length).toBe(rung);
  });

  it("is refused while the line carries as many calls as it may, and goes when one has ended", async () => {
    take = (leg) => leg.ring();
    const { ana, shop } = await aShop({ maxCalls: 1 });
    const bruno = later(await aColleague(server, shop, "bruno", "agent"));
    const { body: first } = await dial(ana, "+393331234567");
    expect((await dial(bruno, "+393337654321")).body.code).toBe("phone.line_full");
    await ana.http("POST", `/calls/${first.id}/leave`);
    await eventually(() => network.listeners.at(-1)?.ends.length, "the end of the first");
    const { status } = await dial(bruno, "+393337654321");
    expect(status).toBe(200);
  });

  it("a number that is consulted hears the agent alone; handed to it, the customer talks on without us", async () => {
    const { ana, phone, id, conversationId } = await aPhoneCall();
    take = (leg) => leg.answer();
    const { body } = await ana.http("POST", `/calls/${id}/consult-number`, {
      to: "+393339999999",
      numberId: null,
    });
    expect(body).toMatchObject({ state: "consulting" });
    await eventually(() =>
      ana.told(id)?.legs.some((leg) => leg.party === "consulted" && leg.state === "joined"),
    );
    const outside = later(network.rung("bruno") as Telephone);
    await heardByPhone(outside, ["ana"]);
    await heardBy(ana, ["bruno"]);
    await eventually(() => phone.hears().length === 0, "the customer on hold");
    await ana.http("POST", `/calls/${id}/leave`);
    await heardByPhone(outside, ["customer"]);
    await heardByPhone(phone, ["bruno"]);
    const stateOf = async () =>
      (await pool.query("select state from conversations where id = $1", [conversationId])).rows[0].state;
    await eventually(async () => (await stateOf()) === "closed", "the end of her conversation");
    phone.leg.hangUp();
    await eventually(() => outside.ended(), "the end of both");
  });

  it("a customer who is handed on blindly is out when it answers, and back with the agent when nobody does", async () => {
    const { ana, phone, id } = await aPhoneCall();
    take = (leg) => leg.hangUp("busy");
    await ana.http("POST", `/calls/${id}/transfer-out`, { to: "+393338888888", numberId: null });
    await eventually(() => ana.told(id)?.legs.some((leg) => leg.cause === "busy"), "the refusal");
    const customer = ana.told(id)?.legs.find(({ party }) => party === "customer")?.id;
    await ana.http("POST", `/calls/${id}/place`, { legId: customer, to: "talk" });
    await heardByPhone(phone, ["ana"]);
    take = (leg) => leg.answer();
    await ana.http("POST", `/calls/${id}/transfer-out`, { to: "+393337777777", numberId: null });
    await eventually(() => ana.told(id)?.state === "ended", "her end");
    const outside = later(network.rung("bruno") as Telephone);
    await heardByPhone(outside, ["customer"]);
    outside.leg.hangUp();
    await eventually(() => phone.ended(), "the end of both");
  });
});
