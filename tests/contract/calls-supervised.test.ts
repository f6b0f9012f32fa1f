import { afterAll, beforeAll, describe, it } from "vitest";
import { aCall, aColleague, type Colleague, heardBy } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

const supervise = async (who: Colleague, id: string, mode: string, beside?: Colleague) => {
  const besideUserId = beside && { besideUserId: beside.user.id };
  const { status, body } = await who.http("POST", `/calls/${id}/supervise`, { mode, ...besideUserId });
  if (status !== 200) throw new Error(`supervising answered ${status}: ${JSON.stringify(body)}`);
};

describe("supervisors in one call", () => {
  it("several: a whisper is for its agent alone, not for the other supervisor, and each who joins in is heard by all", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana]);
    const marco = await aColleague(server, shop, "marco", "supervisor", [], [ana]);
    await supervise(sofia, id, "whisper");
    await sofia.connect(id);
    await supervise(marco, id, "listen");
    await marco.connect(id);
    await heardBy(ana, ["customer", "sofia"]);
    await heardBy(marco, ["ana", "customer"]);
    await heardBy(sofia, ["ana", "customer"]);
    await heardBy(customer, ["ana"]);

    await supervise(marco, id, "barge");
    await heardBy(customer, ["ana", "marco"]);
    await heardBy(sofia, ["ana", "customer", "marco"]);
    await heardBy(ana, ["customer", "marco", "sofia"]);
    await supervise(sofia, id, "barge");
    await heardBy(customer, ["ana", "marco", "sofia"]);
    await marco.http("POST", `/calls/${id}/leave`);
    await heardBy(customer, ["ana", "sofia"]);
    await supervise(sofia, id, "listen");
    await heardBy(customer, ["ana"]);
    await heardBy(ana, ["customer"]);
    await ana.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), sofia.close(), marco.close(), customer.close()]);
  });

  it("while a colleague is consulted: whispers to the one he is beside, goes over to the agent, and stays with the heir", async () => {
    const { shop, ana, customer, id } = await aCall(server);
    const bruno = await aColleague(server, shop, "bruno", "agent", ["Billing"]);
    const sofia = await aColleague(server, shop, "sofia", "supervisor", [], [ana, bruno]);
    await ana.http("POST", `/calls/${id}/consult`, { userId: bruno.user.id });
    await bruno.connect(id);
    await heardBy(ana, ["bruno"]);
    await supervise(sofia, id, "whisper", bruno);
    await sofia.connect(id);
    await heardBy(bruno, ["ana", "sofia"]);
    await heardBy(ana, ["bruno"]);
    await heardBy(customer, []);
    await heardBy(sofia, ["ana", "bruno"]);

    await ana.http("POST", `/calls/${id}/swap`);
    await heardBy(customer, ["ana"]);
    await heardBy(bruno, []);
    await heardBy(ana, ["customer"]);
    await supervise(sofia, id, "whisper", ana);
    await heardBy(ana, ["customer", "sofia"]);
    await heardBy(customer, ["ana"]);

    await supervise(sofia, id, "whisper", bruno);
    await ana.http("POST", `/calls/${id}/leave`);
    await heardBy(bruno, ["customer", "sofia"]);
    await heardBy(customer, ["bruno"]);
    await bruno.http("POST", `/calls/${id}/end`);
    await Promise.all([ana.close(), bruno.close(), sofia.close(), customer.close()]);
  });
});
