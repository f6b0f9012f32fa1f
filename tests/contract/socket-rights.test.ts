import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, ConversationEvent } from "#shared/contract/index.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import {
  accept,
  eventually,
  logOf,
  openDesk,
  openVisitor,
  ready,
  say,
  sites,
  snapshot,
  startTalking,
} from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

/** Tries to open a socket; gives the refusal. */
const refusal = (space: string, options: object): Promise<string> =>
  new Promise((resolve) => {
    const socket = io(`${server.url}${space}`, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    socket.once("welcome", () => {
      socket.disconnect();
      resolve("welcome");
    });
    socket.once("connect_error", (error) => {
      socket.disconnect();
      resolve(error.message);
    });
  });

describe("who may open a socket", () => {
  it("a desk needs a living session", async () => {
    const ada = await server.signedIn(await server.workspace());
    expect(await refusal("/desk", { extraHeaders: ada.headers })).toBe("welcome");
    expect(await refusal("/desk", { extraHeaders: { cookie: ada.cookie } })).toBe("welcome");
    expect(await refusal("/desk", {})).toBe("session.required");
    expect(await refusal("/desk", { extraHeaders: { authorization: "Bearer nonsense" } })).toBe(
      "session.required",
    );
    expect(await refusal("/desk", { auth: { token: ada.token } })).toBe("session.required");
  });

  it("a page of a foreign origin is refused, even with the cookie", async () => {
    const ada = await server.signedIn(await server.workspace());
    const extraHeaders = { cookie: ada.cookie, origin: "https://evil.example" };
    expect(await refusal("/desk", { extraHeaders })).not.toBe("welcome");
    expect(await refusal("/desk", { extraHeaders: { ...extraHeaders, origin: "app://sidetone" } })).toBe(
      "welcome",
    );
  });

  it("a visitor needs the token that we signed", async () => {
    const { customer } = await startTalking(server);
    const edited = `${customer.token.slice(0, -4)}AAAA`;
    for (const token of [edited, "", "a.b.c", 7, { $ne: 1 }, "x".repeat(5_000)]) {
      expect(await refusal("/visitor", { auth: { token } })).toBe("visitor.token_invalid");
    }
    expect(await refusal("/desk", { auth: { token: customer.token } })).toBe("session.required");
  });

  it("nobody may join a room by asking, whatever he calls it", async () => {
    const other = await startTalking(server);
    const shop = await server.workspace({ allowedSites: sites });
    const desk = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    for (const room of [other.id, `conversation:${other.id}`, "*", ["*"], { a: 1 }, "__proto__", null]) {
      desk.socket.emit("join", room);
      expect((await desk.ask("conversation.watch", { conversationId: room })).ok).toBe(false);
    }
    await say(other.desk, other.id, "not for you");
    await eventually(() => JSON.stringify(other.customer.heard("event.appended")).includes("not for you"));
    expect(JSON.stringify(desk.heard("event.appended"))).not.toContain("not for you");
  });

  it("another workspace's conversation and a missing one are refused in the same words", async () => {
    const other = await startTalking(server);
    const desk = await openDesk(server, await server.signedIn(await server.workspace(), { role: "owner" }));
    for (const command of ["conversation.watch", "messages.read", "typing.set"]) {
      const more = { "conversation.watch": {}, "messages.read": { seq: 1 }, "typing.set": { on: true } }[
        command
      ];
      const foreign = await desk.ask(command, { conversationId: other.id, ...more });
      const missing = await desk.ask(command, { conversationId: randomUUID(), ...more });
      expect(foreign).toMatchObject({ ok: false, error: { code: "conversation.not_found" } });
      expect(foreign).toEqual(missing);
    }
  });
});

describe("rights on open sockets", () => {
  it("an auditor answers nobody, sees no conversation and hears none", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const auditor = await openDesk(
      server,
      await server.signedIn(shop, { role: "auditor", queues: ["Orders"] }),
    );
    const customer = await openVisitor(server, shop, "private matter");
    const id = customer.conversation.id;
    expect(await say(auditor, id, "hello")).toMatchObject({
      ok: false,
      error: { code: "permission.denied" },
    });
    expect(await auditor.ask("conversation.watch", { conversationId: id })).toMatchObject({
      ok: false,
      error: { code: "permission.denied" },
    });
    expect(await snapshot(auditor)).toMatchObject({ mine: [], unassigned: [], offers: [] });
    await customer.say("another word");
    expect(auditor.heard("event.appended")).toEqual([]);
    expect(auditor.heard("conversation.changed")).toEqual([]);
  });

  it("who looked at a waiting conversation is shown out when somebody else takes it", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const taker = await openDesk(server, await server.signedIn(shop, { name: "Ana", queues: ["Orders"] }));
    const looker = await openDesk(server, await server.signedIn(shop, { name: "Luca", queues: ["Orders"] }));
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    expect(await looker.ask("conversation.watch", { conversationId: id })).toMatchObject({ ok: true });

    await taker.http("POST", `/conversations/${id}/take`);
    await customer.say("my card number is secret");
    await eventually(() => JSON.stringify(taker.heard("event.appended")).includes("card number"));

    expect(JSON.stringify(looker.heard("event.appended"))).not.toContain("card number");
    const last = looker.heard<Conversation>("conversation.changed").at(-1);
    expect(last).toMatchObject({ id, state: "assigned", lastMessage: null, page: null });
    expect((await looker.http("GET", `/conversations/${id}/events`)).status).toBe(404);
    expect(await looker.ask("conversation.watch", { conversationId: id })).toMatchObject({ ok: false });
  });

  it("a supervisor of the queue watches without leaving a mark and may note, not reply", async () => {
    const shop = await server.workspace({ allowedSites: sites });
    const agent = await openDesk(server, await server.signedIn(shop, { queues: ["Orders"] }));
    const boss = await openDesk(
      server,
      await server.signedIn(shop, { role: "supervisor", queues: ["Orders"] }),
    );
    await ready(agent);
    const customer = await openVisitor(server, shop);
    const id = customer.conversation.id;
    await accept(agent, id);

    expect(await boss.ask("conversation.watch", { conversationId: id })).toMatchObject({ ok: true });
    expect(await boss.ask("messages.read", { conversationId: id, seq: 2 })).toMatchObject({ ok: true });
    expect(await say(boss, id, "mind your manners", { kind: "note" })).toMatchObject({ ok: true });
    expect(await say(boss, id, "I am the boss")).toMatchObject({
      ok: false,
      error: { code: "conversation.not_assigned" },
    });

    await eventually(() =>
      agent.heard<ConversationEvent>("event.appended").some(({ body }) => body.kind === "note"),
    );
    expect(await boss.http("GET", `/conversations/${id}`)).toMatchObject({
      body: { cursors: { agentRead: 0 } },
    });
    expect(JSON.stringify(await logOf(customer, id, "visitor"))).not.toContain("manners");
  });

  it("a session that is ended elsewhere is told so and cut within five seconds", async () => {
    const ada = await server.signedIn(await server.workspace());
    const desk = await openDesk(server, ada);
    const gone = new Promise<number>((resolve) => desk.socket.once("disconnect", () => resolve(Date.now())));
    const asked = Date.now();
    // Straight in the database, as another server process would.
    await server.server.database.pool.query("delete from sessions where user_id = $1", [ada.id]);
    expect((await gone) - asked).toBeLessThan(5_000);
    expect(desk.heard("session.ended")).toEqual([{ reason: "revoked" }]);
  });

  it("a changed role or queue counts within five seconds: the socket is closed and comes back with the rights of now", async () => {
    const shop = await server.workspace({ queues: ["Orders", "Billing"], allowedSites: sites });
    const ada = await server.signedIn(shop, { queues: ["Orders"] });
    const desk = await openDesk(server, ada);
    const gone = new Promise<string>((resolve) => desk.socket.once("disconnect", resolve));
    const asked = Date.now();

    await server.server.database.pool.query("delete from queue_members where user_id = $1", [ada.id]);

    expect(await gone).toBe("transport close");
    expect(Date.now() - asked).toBeLessThan(5_000);
    const back = await openDesk(server, ada);
    await openVisitor(server, shop, "nobody of this queue but the others may hear this");
    expect((await snapshot(back)).unassigned).toEqual([]);
    expect(back.heard("conversation.changed")).toEqual([]);
  });

  it("a lowered role may not send any more after five seconds", async () => {
    const { desk, id, agent } = await startTalking(server);
    await server.server.database.pool.query("update users set role = 'auditor' where id = $1", [agent.id]);
    const gone = new Promise((resolve) => desk.socket.once("disconnect", resolve));
    await gone;
    const back = await openDesk(server, agent);
    expect(await say(back, id, "and now?")).toMatchObject({
      ok: false,
      error: { code: "permission.denied" },
    });
  });
});
