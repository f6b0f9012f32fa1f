import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConversationEvent } from "#shared/contract/conversation-events.ts";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { accept, eventually, logOf, openDesk, openVisitor, ready, sites } from "./support/talk.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
});
afterAll(() => server.stop());

describe("a supervisor who watches a chat", () => {
  it("whispers to its agent at once; the customer's page, log, list and transcript know nothing of it", async () => {
    const shop = await server.workspace({ queues: ["Orders"], allowedSites: sites });
    const ana = await server.signedIn(shop, { name: "Ana", queues: ["Orders"] });
    const sofia = await server.signedIn(shop, { name: "Sofia", role: "supervisor", queues: [] });
    const other = await server.signedIn(shop, { name: "Bruno", role: "supervisor", queues: [] });
    await server.group(shop, { leaders: [sofia], members: [ana] });
    const [desk, hers, his] = await Promise.all([ana, sofia, other].map((one) => openDesk(server, one)));
    if (!desk || !hers || !his) throw new Error("a desk did not open");
    await ready(desk);
    const customer = await openVisitor(server, shop);
    const { id } = customer.conversation;
    const path = `/monitor/live/${id}`;
    const clientId = randomUUID();
    const whisper = (end: typeof hers, text = "Offer a refund") =>
      end.http("POST", `${path}/whisper`, { clientId, text });
    expect((await whisper(hers)).body.code, "nobody has it yet").toBe("conversation.not_found");
    await accept(desk, id);

    const page = await hers.http("GET", `${path}/events`);
    expect(page.body.events.map(({ body }: ConversationEvent) => body.kind)).toContain("message");
    expect((await his.http("GET", `${path}/events`)).body.code).toBe("conversation.not_found");
    expect((await whisper(his)).body.code).toBe("conversation.not_found");
    expect((await whisper(desk)).status).toBe(403);

    const before = {
      news: customer.heard("event.appended").length,
      log: await logOf(customer, id, "visitor"),
    };
    const [first, again] = [await whisper(hers), await whisper(hers)];
    expect(first.body).toMatchObject({
      visibility: "internal",
      author: { name: "Sofia" },
      body: { kind: "note", text: "Offer a refund", whisper: true },
    });
    expect(again.body.seq).toBe(first.body.seq);
    await eventually(
      () => desk.heard<ConversationEvent>("event.appended").some(({ seq }) => seq === first.body.seq),
      "the whisper at the agent's desk",
    );
    // What the customer hears next is the next message, and its number has no gap.
    await desk.ask("message.send", { conversationId: id, clientId: randomUUID(), text: "You get it back" });
    await eventually(
      () => customer.heard("event.appended").length > before.news,
      "the reply at the customer",
    );
    const after = await logOf(customer, id, "visitor");
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_, index) => index + 1));
    expect(after).toHaveLength(before.log.length + 1);
    const told = [
      ...["event.appended", "conversation.changed", "typing"].flatMap((name) => customer.heard(name)),
      ...after,
      (await customer.http("GET", "/visitor/conversations/newest")).body,
    ];
    expect(JSON.stringify(told)).not.toMatch(/refund|Sofia|whisper/);

    await desk.http("POST", `/conversations/${id}/close`, {
      assignmentToken: (await desk.http("GET", `/conversations/${id}`)).body.assignmentToken,
      outcome: "resolved",
    });
    expect((await hers.http("GET", `${path}/events`)).body.code).toBe("conversation.not_found");
    for (const end of [desk, hers, his, customer]) end.close();
  });
});
