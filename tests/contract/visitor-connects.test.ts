import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, openDesk, openVisitor, ready, say, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

it("a visitor is let in and hears his agent though it could not be written down that he is here", async () => {
  const shop = await server.workspace({ allowedSites: sites });
  const desk = await openDesk(server, await server.signedIn(shop, { name: "Ana", queues: ["Orders"] }));
  await ready(desk);
  const { pool } = server.server.database;
  await pool.query("alter table customer_presence rename to away");
  try {
    const visitor = await openVisitor(server, shop, "Hi");
    await accept(desk, visitor.conversation.id);
    await say(desk, visitor.conversation.id, "Hello");
    const said = () => JSON.stringify(visitor.heard("event.appended")).includes("Hello");
    await eventually(said, "the answer");
    expect(visitor.socket.connected).toBe(true);
  } finally {
    await pool.query("alter table away rename to customer_presence");
  }
});
