import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AgentStatus, CustomStatus, StatusLogEntry } from "#shared/contract/index.ts";
import type { SignedIn, TestWorkspace } from "./support/fixtures.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { type End, eventually, openDesk, sites, snapshot } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "1000" } });
});
afterAll(() => server.stop());

const aShop = () => server.workspace({ allowedSites: sites });
const atDesk = async (shop: TestWorkspace): Promise<End> =>
  openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
const myStatus = async (desk: End): Promise<AgentStatus> => (await snapshot(desk)).status;
const choose = (desk: End, status: string, more: object = {}) =>
  desk.http("PUT", "/me/status", { status, ...more });

const lunch = { name: "Lunch", color: "orange", limitMinutes: 45, needsReason: false };
async function custom(owner: SignedIn, facts: object = {}): Promise<CustomStatus> {
  const body = { ...lunch, ...facts };
  const answer = await server.request("PUT", "/api/v1/statuses", { headers: owner.headers, body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

describe("a status of the workspace's own", () => {
  it("is worn with its name, its reason and its limit, and everybody who has it is Online when it goes", async () => {
    const shop = await aShop();
    const owner = await server.signedIn(shop, { role: "owner" });
    const training = await custom(owner, { name: "Training", needsReason: true });
    const desk = await atDesk(shop);
    const colleague = await atDesk(shop);

    expect((await desk.http("GET", "/me/status/choices")).body).toEqual([training]);
    const chosen = { customStatusId: training.id };
    expect(await choose(desk, "custom", chosen)).toMatchObject({
      status: 422,
      body: { code: "status.reason_needed" },
    });
    await choose(desk, "custom", { ...chosen, reason: "New products" });
    const worn = await myStatus(desk);
    expect(worn).toMatchObject({ status: "custom", reason: "New products", custom: { name: "Training" } });
    expect(Date.parse(worn.custom?.overdueAt ?? "") - Date.parse(worn.since)).toBe(45 * 60_000);
    await eventually(
      () =>
        colleague
          .heard<{ statuses: AgentStatus[] }>("colleagues.changed")
          .some(({ statuses }) => statuses.some((one) => one.custom?.name === "Training")),
      "the colleague's news",
    );

    await server.request("POST", `/api/v1/statuses/${training.id}/archive`, {
      headers: owner.headers,
      body: {},
    });
    const after = await eventually(async () => {
      const now = await myStatus(desk);
      return now.status === "online" && now;
    }, "the end of the status");
    expect(after).toMatchObject({ cause: "status_removed", custom: null });
    expect(await choose(desk, "custom", { ...chosen, reason: "Again" })).toMatchObject({
      status: 404,
      body: { code: "status.not_found" },
    });
    // The log keeps the name.
    const { entries } = (await desk.http("GET", "/me/status/log")).body as { entries: StatusLogEntry[] };
    expect(entries.map(({ value, customName }) => customName ?? value)).toEqual([
      "online",
      "Training",
      "online",
    ]);
  });

  it("is one of ten in use, named once, changed by the newest version, in the order that was given", async () => {
    const shop = await aShop();
    const owner = await server.signedIn(shop, { role: "owner" });
    const made: CustomStatus[] = [];
    for (let index = 0; index < 10; index++) made.push(await custom(owner, { name: `Status ${index}` }));
    const ask = (method: string, path: string, body: object) =>
      server.request(method, `/api/v1/statuses${path}`, { headers: owner.headers, body });
    expect((await ask("PUT", "", { ...lunch, name: "An eleventh" })).body.code).toBe("status.too_many");
    const [first, second, ...rest] = made as [CustomStatus, CustomStatus, ...CustomStatus[]];
    const change = { id: first.id, version: first.version };
    expect((await ask("PUT", "", { ...lunch, name: "STATUS 1", change })).body.code).toBe("name.taken");
    expect((await ask("PUT", "", { ...lunch, change })).body).toMatchObject({ name: "Lunch", version: 2 });
    expect((await ask("PUT", "", { ...lunch, name: "Late", change })).body.code).toBe("record.stale");

    const order = [second, first, ...rest].map(({ id }) => id);
    const { body: ordered } = await ask("PUT", "/order", { statusIds: order });
    expect(ordered.map(({ id }: CustomStatus) => id)).toEqual(order);
    expect((await ask("PUT", "/order", { statusIds: order.slice(1) })).body.code).toBe("record.stale");

    await ask("POST", `/${second.id}/archive`, {});
    expect((await ask("PUT", "", { ...lunch, name: second.name })).status).toBe(200);
    const foreign = await server.signedIn(await aShop(), { role: "owner" });
    const steal = await server.request("POST", `/api/v1/statuses/${first.id}/archive`, {
      headers: foreign.headers,
      body: {},
    });
    expect(steal.body.code).toBe("status.not_found");
  });

  it("is nothing for who may change the general settings but not the statuses", async () => {
    const shop = await server.workspace({ scheme: "voximplant-kit" });
    const manager = await server.signedIn(shop, { role: "manager" });
    for (const [method, path, body] of [
      ["GET", "", undefined],
      ["PUT", "", lunch],
    ] as const) {
      const answer = await server.request(method, `/api/v1/statuses${path}`, {
        headers: manager.headers,
        body,
      });
      expect(answer).toMatchObject({ status: 403, body: { code: "permission.field" } });
    }
  });
});
