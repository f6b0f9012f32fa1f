import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#server/platform/db/embedded/address.ts";
import type { ConversationEvent, Offer } from "#shared/contract/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, logOf, openDesk, openVisitor, ready, say, sites } from "./support/talk.ts";

let redis: ChildProcess;
let one: TestServer;
let two: TestServer;
beforeAll(async () => {
  const port = await freePort();
  redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", ""], {
    stdio: "ignore",
  });
  const env = { LIMIT_SCALE: "100", REDIS_URL: `redis://127.0.0.1:${port}` };
  one = await startTestServer({ env });
  two = await startTestServer({ env, databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await two.stop();
  await one.stop();
  redis.kill();
});

describe("two server processes on one database", () => {
  it("carry one conversation between an agent at the first and a customer at the second", async () => {
    const shop = await one.workspace({ allowedSites: sites });
    const desk = await openDesk(one, await one.signedIn(shop, { queues: ["Orders"] }));
    await ready(desk);
    const customer = await openVisitor(two, shop);
    const id = customer.conversation.id;
    await accept(desk, id);

    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        index % 2 ? customer.say(`c${index}`) : say(desk, id, `a${index}`),
      ),
    );

    const log = await logOf(desk, id);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    expect(log).toHaveLength(33);
    await eventually(
      () => new Set(customer.heard<ConversationEvent>("event.appended").map(({ seq }) => seq)).size >= 16,
    );
    await eventually(
      () => new Set(desk.heard<ConversationEvent>("event.appended").map(({ seq }) => seq)).size >= 16,
    );
  });

  it("let exactly one agent take a conversation, whichever server he asks", async () => {
    const shop = await one.workspace({ allowedSites: sites });
    const ana = await openDesk(one, await one.signedIn(shop, { queues: ["Orders"] }));
    const luca = await openDesk(two, await one.signedIn(shop, { queues: ["Orders"] }));
    for (let round = 0; round < 5; round++) {
      const { conversation } = await openVisitor(round % 2 ? one : two, shop);
      const tries = await Promise.all(
        [ana, luca, ana, luca].map((desk) => desk.http("POST", `/conversations/${conversation.id}/take`)),
      );
      expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });

  it("every device of a person stops ringing within a second of his answer at one of them", async () => {
    const shop = await one.workspace({ allowedSites: sites });
    const ana = await one.signedIn(shop, { queues: ["Orders"] });
    const [here, there] = [await openDesk(one, ana), await openDesk(two, ana)];
    await ready(here);
    const { conversation } = await openVisitor(two, shop);
    const offersAt = (desk: typeof here) =>
      desk.heard<Offer>("offer.changed").filter(({ conversationId }) => conversationId === conversation.id);
    await eventually(() => offersAt(here).length > 0 && offersAt(there).length > 0);

    const answered = Date.now();
    await accept(here, conversation.id);
    for (const desk of [here, there]) await eventually(() => offersAt(desk).at(-1)?.state === "accepted");
    expect(Date.now() - answered).toBeLessThan(1_000);
  });

  it("a server that stops closes its own connections and leaves the others'", async () => {
    const three = await startTestServer({ env: { ...envOf(one) }, databaseUrl: one.databaseUrl });
    const shop = await one.workspace({ allowedSites: sites });
    const here = await openDesk(one, await one.signedIn(shop));
    const there = await openDesk(three, await one.signedIn(shop));
    await three.stop();
    expect(there.socket.connected).toBe(false);
    expect(there.heard("server.draining")).toHaveLength(1);
    expect(here.socket.connected).toBe(true);
    expect(await here.ask("ping")).toMatchObject({ ok: true });
  });
});

const envOf = ({ config }: TestServer) => ({ LIMIT_SCALE: "100", REDIS_URL: config.redisUrl ?? "" });
