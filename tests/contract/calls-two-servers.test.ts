import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#server/platform/db/embedded/address.ts";
import { aCallingCustomer, aColleague, heardBy } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, ready, sites } from "./support/talk.ts";

let redis: ChildProcess;
let one: TestServer;
let two: TestServer;
let env: Record<string, string>;
beforeAll(async () => {
  const port = await freePort();
  redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
  });
  env = { LIMIT_SCALE: "100", REDIS_URL: `redis://127.0.0.1:${port}` };
  one = await startTestServer({ env });
  two = await startTestServer({ env, databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await two.stop();
  await one.stop();
  redis.kill();
});

/** A customer at one server, in whose engine the call is, and people who reach another. */
async function acrossServers(first: TestServer) {
  const shop = await one.workspace({ queues: ["Orders"], allowedSites: sites });
  const ana = await aColleague(two, shop, "ana", "agent");
  await ready(ana.desk);
  const customer = await aCallingCustomer(first, shop);
  const { id } = customer.call;
  await accept(ana.desk, customer.call.conversationId ?? "");
  await eventually(() => ana.told(id), "the call at her desk");
  await ana.connect(id);
  await heardBy(customer, ["ana"]);
  await heardBy(ana, ["customer"]);
  return { shop, ana, customer, id };
}

describe("a call whose people reach different servers", () => {
  it("is one call: a hold and a whisper asked of one server are in force in the engine of the other", async () => {
    const { shop, ana, customer, id } = await acrossServers(one);
    const sofia = await aColleague(two, shop, "sofia", "supervisor", ["Orders"], [ana]);
    const { status } = await sofia.http("POST", `/calls/${id}/supervise`, { mode: "whisper" });
    expect(status).toBe(200);
    await sofia.connect(id);
    await heardBy(sofia, ["ana", "customer"]);
    await heardBy(ana, ["customer", "sofia"]);
    await heardBy(customer, ["ana"]);

    const legId = ana.told(id)?.legs.find(({ party }) => party === "customer")?.id;
    const held = await ana.http("POST", `/calls/${id}/place`, { legId, to: "hold" });
    expect(held.body).toMatchObject({ state: "held" });
    await heardBy(customer, []);
    expect((await ana.http("POST", `/calls/${id}/end`)).body).toMatchObject({ state: "ended" });
    await eventually(async () => (await customer.now()) === null, "the end at the customer");
    await Promise.all([ana.close(), customer.close(), sofia.close()]);
  });

  it("is carried by the server that is left when the other is gone for good, and nobody loses it", async () => {
    const three = await startTestServer({ env, databaseUrl: one.databaseUrl });
    const { ana, customer, id } = await acrossServers(three);
    const before = ana.told(id)?.mediaEpoch ?? 0;
    await three.stop();
    const pool = two.server.database.pool;
    await pool.query("update media_nodes set seen_at = now() - interval '1 minute'");
    await eventually(() => (ana.told(id)?.mediaEpoch ?? 0) > before, "the wish for new media");

    const again = await two.request("GET", "/api/v1/visitor/calls/current", {
      headers: { authorization: `Bearer ${customer.token}` },
    });
    expect(again.body).toMatchObject({ id, state: "connected" });
    await ana.connect(id);
    await eventually(
      async () =>
        (await pool.query("select media_node from calls where id = $1", [id])).rows[0].media_node !== null,
      "another engine",
    );
    await Promise.all([ana.close(), customer.close()]);
  });
});
