import { afterAll, beforeAll, expect, it } from "vitest";
import { RtpHeader } from "werift";
import { createTestingPeer, type TestingPeer } from "#server/media/embedded/testing-peer.ts";
import { createToneMaker } from "#server/media/embedded/testing-tones.ts";
import { aCall, aColleague, heardBy, tones } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { eventually, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const address = { address: "127.0.0.1", ports: [21_000, 21_900] } as const;
/** Many more places to hear somebody than any call has people. */
const greedySlots = 12;

type Asks = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: { code?: string; answer?: string } }>;

/** Brings a connection with an offer as no client of ours makes it, and speaks. */
async function greedy(
  name: "sofia" | "customer",
  http: Asks,
  path: string,
  device: string,
): Promise<TestingPeer> {
  const peer = await createTestingPeer(name, address, greedySlots);
  peer.listen();
  const { status, body } = await http("POST", path, { device, offer: peer.offer() });
  expect([status, body.code]).toEqual([200, undefined]);
  await peer.take(body.answer ?? "");
  peer.speakTone(tones[name]);
  return peer;
}

const heardAt = (peer: TestingPeer) =>
  peer.tonesHeard(Object.values(tones)).toSorted((left, right) => left - right);

it("a modified client that asks for another's leg gets nothing", async () => {
  const { shop, ana, customer, id } = await aCall(server);
  const bruno = await aColleague(server, shop, "bruno", "agent");
  const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
  const elsewhere = await server.workspace({ queues: ["Orders"], allowedSites: sites });
  const stranger = await aColleague(server, elsewhere, "sofia", "supervisor");
  const forged = await createTestingPeer("forged", address);
  const legId = ana.told(id)?.legs.find(({ party }) => party === "agent")?.id;
  const offer = forged.offer();
  const page = { authorization: `Bearer ${customer.token}` };
  const asPage = async (path: string, body: object) =>
    (await server.request("POST", `/api/v1${path}`, { headers: page, body })).status;

  const ways = [
    { device: "a-device-of-his", offer },
    { device: ana.device, offer },
    { device: ana.device, offer, restart: true },
    { device: ana.device, offer, takeOver: true },
    { device: ana.device, offer, legId, userId: ana.user.id },
  ];
  for (const [who, http] of [
    ["a colleague who is not in it", bruno.http],
    ["a supervisor who has not come", sofia.http],
    ["a supervisor of another house", stranger.http],
  ] as const)
    for (const [way, body] of ways.entries()) {
      const { status, body: said } = await http("POST", `/calls/${id}/connect`, body);
      // What is not in the contract is refused for its shape, before anything else.
      const isRefused = status === 404 ? said.code === "call.not_found" : status === 400;
      expect([who, way, status, isRefused]).toEqual([who, way, status, true]);
    }
  expect((await stranger.http("POST", `/calls/${id}/supervise`, { mode: "listen" })).status).toBe(404);
  for (const path of ["connect", "supervise", "take-over", "leave"])
    expect([
      path,
      await asPage(`/calls/${id}/${path}`, { device: ana.device, offer, mode: "listen" }),
    ]).toEqual([path, 401]);

  // Her own second window: not without taking over, and not by calling it a restart.
  for (const more of [{}, { restart: true }]) {
    const answer = await ana.http("POST", `/calls/${id}/connect`, {
      device: "another-window",
      offer,
      ...more,
    });
    expect(answer.body.code).toBe("call.elsewhere");
  }
  await heardBy(ana, ["customer"]);
  await heardBy(customer, ["ana"]);
  await ana.http("POST", `/calls/${id}/end`);
  await Promise.all([
    forged.close(),
    ana.close(),
    bruno.close(),
    sofia.close(),
    stranger.close(),
    customer.close(),
  ]);
});

it("places to hear everybody, a voice that nobody asked for and numbers of others' streams change nothing of who hears whom", async () => {
  const { shop, ana, customer, id } = await aCall(server);
  const bruno = await aColleague(server, shop, "bruno", "agent");
  const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
  await sofia.http("POST", `/calls/${id}/supervise`, { mode: "listen" });
  const listening = await greedy("sofia", sofia.http, `/calls/${id}/connect`, sofia.device);
  await eventually(
    () => heardAt(listening).join() === [tones.customer, tones.ana].join(),
    "her hearing both",
  );

  // She speaks all the while, and under the numbers of all streams that she can know.
  const make = createToneMaker(tones.sofia);
  const numbers = listening.connection
    .getReceivers()
    .flatMap(({ tracks }) => tracks.map(({ ssrc }) => ssrc ?? 0));
  expect(numbers.length).toBeGreaterThan(0);
  for (let count = 0; count < 40; count++) {
    for (const ssrc of [...numbers, 1, 0xffff_fffe]) {
      const header = new RtpHeader({ ssrc, sequenceNumber: count, timestamp: count * 960, payloadType: 96 });
      await listening.connection.dtlsTransports[0]?.sendRtp(make(), header);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await heardBy(customer, ["ana"]);
  await heardBy(ana, ["customer"]);

  // The customer's page asks for many places while she whispers: there is nobody in them.
  await sofia.http("POST", `/calls/${id}/supervise`, { mode: "whisper" });
  const page = await greedy("customer", customer.http, `/visitor/calls/${id}/connect`, customer.device);
  await heardBy(ana, ["customer", "sofia"]);
  await eventually(() => heardAt(page).join() === String(tones.ana), "the customer hearing the agent");
  for (const until = Date.now() + 1_000; Date.now() < until; ) {
    expect(heardAt(page).filter((tone) => tone !== tones.ana)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  // The meter of what the customer hears is hers who is in the call, and nobody else's.
  await eventually(() => sofia.desk.heard("heard.changed").length > 0, "her meter");
  for (const other of [ana, bruno]) expect(other.desk.heard("heard.changed")).toEqual([]);
  await ana.http("POST", `/calls/${id}/end`);
  await Promise.all([
    listening.close(),
    page.close(),
    ana.close(),
    bruno.close(),
    sofia.close(),
    customer.close(),
  ]);
});
