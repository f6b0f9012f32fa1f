import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aColleague } from "./support/call-floor.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";

let server: TestServer;
let pool: TestServer["server"]["database"]["pool"];
const open: { close(): unknown }[] = [];
beforeAll(async () => {
  server = await startTestServer();
  pool = server.server.database.pool;
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => server.stop());

const later = <T extends { close(): unknown }>(one: T): T => {
  open.push(one);
  return one;
};

describe("setting up a line", () => {
  const settings = {
    ...{ protocol: "UDP", domain: "sip.example.com", proxy: null, user: "shop", registerSeconds: null },
    ...{ sources: ["192.0.2.0/24"], allowedPrefixes: ["+39"], blockedPrefixes: [], maxCalls: 5 },
    ...{ callsPerSecond: 1, codecs: ["PCMA"], sessionSeconds: 1_800 },
  };

  it("keeps its password to itself, its numbers apart from others', and every change in the log", async () => {
    const shop = await server.workspace({ queues: ["Orders"] });
    const clara = later(await aColleague(server, shop, "sofia", "owner", []));
    const list = async () => (await clara.http("GET", "/phone-lines")).body;
    const [queue] = (await list()).queues;
    const number = { id: null, number: "+390277777777", label: "Shop", queueId: queue.id, groupIds: [] };
    const line = { name: "Carrier", enabled: true, settings, numbers: [number], password: "secret-word" };
    const made = await clara.http("POST", "/phone-lines", line);
    expect(made).toMatchObject({ status: 200, body: { state: "not_here", hasPassword: true, calls: 0 } });
    const { rows } = await pool.query("select password, settings from phone_lines where id = $1", [
      made.body.id,
    ]);
    expect(JSON.stringify([rows, made.body, await list()])).not.toContain("secret-word");

    const again = await clara.http("POST", "/phone-lines", { ...line, name: "carrier", numbers: [] });
    expect(again.body.code).toBe("phone.name_taken");
    const other = later(
      await aColleague(server, await server.workspace({ queues: ["Orders"] }), "ana", "owner", []),
    );
    const [theirs] = (await other.http("GET", "/phone-lines")).body.queues;
    const taken = await other.http("POST", "/phone-lines", {
      ...line,
      numbers: [{ ...number, queueId: theirs.id }],
    });
    expect(taken.body).toMatchObject({
      code: "phone.number_taken",
      data: { fields: [{ field: "numbers.0.number" }] },
    });
    expect((await other.http("DELETE", `/phone-lines/${made.body.id}`)).body.code).toBe(
      "phone.line_not_found",
    );

    const { id: lineId, version } = made.body;
    const wrong = { lineId, version, settings: { ...settings, sources: ["everybody"] } };
    const { body: refused } = await clara.http("PATCH", `/phone-lines/${lineId}`, wrong);
    expect(refused).toMatchObject({
      code: "request.invalid",
      data: { fields: [{ field: "settings.sources.0" }] },
    });
    const everybody = { lineId, version, settings: { ...settings, sources: ["0.0.0.0/0"] } };
    expect((await clara.http("PATCH", `/phone-lines/${lineId}`, everybody)).body.code).toBe(
      "request.invalid",
    );
    const elsewhere = { version, settings: { ...settings, domain: "sip.elsewhere.example" } };
    expect((await clara.http("PATCH", `/phone-lines/${lineId}`, elsewhere)).body).toMatchObject({
      code: "phone.password_needed",
      data: { fields: [{ field: "password" }] },
    });
    const { body: off } = await clara.http("PATCH", `/phone-lines/${lineId}`, { version, enabled: false });
    expect(off).toMatchObject({ state: "off", hasPassword: true, numbers: [{ number: "+390277777777" }] });
    const stale = await clara.http("PATCH", `/phone-lines/${lineId}`, { version, enabled: true });
    expect(stale.body.code).toBe("record.stale");
    expect((await clara.http("DELETE", `/phone-lines/${lineId}`)).status).toBe(200);
    const { rows: log } = await pool.query(
      "select action from activity_log where workspace_id = $1 and target_kind = 'phone_line' order by seq",
      [shop.id],
    );
    expect(log.map(({ action }) => action)).toEqual(
      ["created", "changed", "deleted"].map((did) => `phone_line.${did}`),
    );
  });
});
