import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { logOf, say, startTalking } from "./support/talk.ts";

let server: TestServer;
let shared: Awaited<ReturnType<typeof startTalking>>;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  shared = await talking();
});
afterAll(() => server.stop());
const talking = () => startTalking(server);

describe("what cannot be sent is refused by name", () => {
  const refused: [what: string, change: Record<string, unknown>, field: string][] = [
    ["nothing", { text: "" }, "text"],
    ["only blanks", { text: "   \n " }, "text"],
    ["U+0000", { text: "a\u0000b" }, "text"],
    ["half a surrogate pair", { text: "a\ud800b" }, "text"],
    ["a word of 1 MB that would not fit a frame, cut to what fits", { text: "a".repeat(60_000) }, "text"],
    ["a number for a text", { text: 7 }, "text"],
    ["an id that is none", { conversationId: "__proto__" }, "conversationId"],
    ["an array for an id", { conversationId: ["a"] }, "conversationId"],
    ["a client id that is none", { clientId: "1" }, "clientId"],
    ["a kind that is none", { kind: "whisper" }, "kind"],
    ["too many files", { fileIds: Array.from({ length: 11 }, () => randomUUID()) }, "fileIds"],
  ];
  it.each(refused)("%s", async (_, change, field) => {
    const { desk, id } = shared;
    const answer = await desk.ask("message.send", {
      conversationId: id,
      clientId: randomUUID(),
      text: "x",
      ...change,
    });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: "request.invalid",
        fields: expect.arrayContaining([expect.objectContaining({ field })]),
      },
    });
    expect(await logOf(desk, id)).toHaveLength(3);
  });

  it("a frame above 64 KB ends that connection and nobody else's", async () => {
    const { desk, customer, id } = await talking();
    const gone = new Promise((resolve) => customer.socket.once("disconnect", resolve));
    customer.socket.emit(
      "message.send",
      { conversationId: id, clientId: randomUUID(), text: "a".repeat(1_000_000) },
      () => {},
    );
    await gone;
    expect(await say(desk, id, "still here")).toMatchObject({ ok: true });
    expect(await logOf(desk, id)).toHaveLength(4);
  });

  it("an event without an acknowledgement, an unknown event and a null payload leave the server unmoved", async () => {
    const { desk, id } = await talking();
    desk.socket.emit("message.send", { conversationId: id, clientId: randomUUID(), text: "no ack" });
    desk.socket.emit("no.such.command", {}, () => {});
    expect(await desk.ask("message.send", null)).toMatchObject({
      ok: false,
      error: { code: "request.invalid" },
    });
    expect(await desk.ask("conversation.watch", { conversationId: "*" })).toMatchObject({
      ok: false,
      error: { code: "request.invalid" },
    });
    expect(await logOf(desk, id)).toHaveLength(3);
  });

  it("a note from the customer's side", async () => {
    const { customer, id } = await talking();
    const answer = await customer.ask("message.send", {
      conversationId: id,
      clientId: randomUUID(),
      kind: "note",
      text: "x",
    });
    expect(answer).toMatchObject({ ok: false, error: { code: "permission.denied" } });
  });

  it("a message to another customer's conversation, which looks as if it were not there", async () => {
    const mine = await talking();
    const other = await talking();
    const foreign = await mine.customer.ask("message.send", {
      conversationId: other.id,
      clientId: randomUUID(),
      text: "x",
    });
    const missing = await mine.customer.ask("message.send", {
      conversationId: randomUUID(),
      clientId: randomUUID(),
      text: "x",
    });
    expect(foreign).toMatchObject({ ok: false, error: { code: "conversation.not_found" } });
    expect(foreign).toEqual(missing);
    const crossing = await mine.desk.ask("message.send", {
      conversationId: other.id,
      clientId: randomUUID(),
      text: "x",
    });
    expect(crossing).toEqual(missing);
    expect(await logOf(other.desk, other.id)).toHaveLength(3);
  });
});
