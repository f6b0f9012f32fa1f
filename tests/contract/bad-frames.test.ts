import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "./support/start-test-server.ts";
import { logOf, say, startTalking } from "./support/talk.ts";

let server: TestServer;
let talk: Awaited<ReturnType<typeof startTalking>>;
beforeAll(async () => {
  server = await startTestServer({ env: { LIMIT_SCALE: "100" } });
  talk = await startTalking(server);
});
afterAll(() => server.stop());

/** Opens a bare WebSocket below Socket.IO, sends frames, and tells whether the server cut it within seven seconds. */
async function send(...frames: (string | Uint8Array<ArrayBuffer>)[]): Promise<"cut" | "open"> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  const cut = new Promise<"cut">((resolve) =>
    socket.addEventListener("close", () => resolve("cut"), { once: true }),
  );
  for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  const open = new Promise<"open">((resolve) => setTimeout(() => resolve("open"), 7_000));
  const outcome = await Promise.race([cut, open]);
  socket.close();
  return outcome;
}

const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

describe("malformed and hostile frames end their own connection, and nobody else notices", () => {
  const frames: [what: string, frames: (string | Uint8Array<ArrayBuffer>)[]][] = [
    ["noise", ["\u0007\u0001 what is this"]],
    ["a packet type that does not exist", ["49"]],
    ["an event that is no JSON", ['42/desk,["message.send",{']],
    ["an event without a name", ["42/desk,[]"]],
    ["a name of the protocol's own", ['42/desk,["disconnect"]']],
    [
      "a payload that poisons prototypes",
      ['40/desk,{"__proto__":{"isAdmin":true}}', '42/desk,["constructor",{}]'],
    ],
    [
      "an attachment count of a billion",
      ['451000000000-/desk,["message.send",{"_placeholder":true,"num":0}]'],
    ],
    [
      "a binary event whose attachments never come",
      ['452-/desk,["message.send",{"_placeholder":true,"num":9}]', new Uint8Array([1, 2, 3])],
    ],
    ["an acknowledgement of nothing", ["43/desk,99999999999999999999[]"]],
    ["an event before the namespace was entered", ['42/desk,["ping",{}]']],
    ["nesting ten thousand deep", [`42/desk,["ping",${deep(10_000)}]`]],
    ["a frame of 10 MB", ["4".repeat(10 * 1024 * 1024)]],
    ["binary frames out of the blue", [new Uint8Array(1_000).fill(255)]],
  ];

  it.each(frames)("%s", async (_, sent) => {
    const outcome = await send(...sent);
    expect(outcome).toBe("cut");
    expect(await say(talk.desk, talk.id, "still talking")).toMatchObject({ ok: true });
    expect(await talk.customer.say("so am I")).toMatchObject({ ok: true });
  });

  it("a namespace that does not exist is refused in words", async () => {
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
    const said: string[] = [];
    socket.addEventListener("message", ({ data }) => said.push(String(data)));
    await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
    socket.send("40/admin,");
    await expect.poll(() => said.join()).toContain("Invalid namespace");
    socket.close();
  });

  it("who connects and never says who he is, is cut", async () => {
    expect(await send()).toBe("cut");
    const log = await logOf(talk.desk, talk.id);
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
  });
});
