import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMessageConnection, SocketMessageReader, SocketMessageWriter } from "vscode-jsonrpc/node";
import { RtpHeader, RtpPacket } from "werift";
import { createToneMaker } from "../../embedded/testing-tones.ts";
import { tryConnect } from "../../process/door.ts";
import { aTrunk } from "../testing/a-trunk.ts";
import { openTestingGateway } from "../testing/testing-gateway.ts";
import { news, type PhoneLegRecord, requests } from "./protocol.ts";

let folder: string;
let gatewayProcess: ChildProcess;
const open: { close(): unknown }[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "phone-"));
  const main = fileURLToPath(new URL("./main.ts", import.meta.url));
  const start = { socketPath: path.join(folder, "phone.sock"), forsakenMs: 3_000 };
  gatewayProcess = spawn(process.execPath, [main, JSON.stringify(start)], { stdio: "ignore" });
});
afterEach(async () => {
  gatewayProcess.kill("SIGKILL");
  for (const one of open.splice(0)) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const soon = { timeout: 10_000 };

/** A server that is connected to the process. */
async function aServer() {
  let socket: Socket | undefined;
  await vi.waitUntil(async () => {
    socket = await tryConnect(path.join(folder, "phone.sock"));
    return socket !== undefined;
  }, soon);
  if (!socket) throw new Error("the phone process does not start");
  const door = socket;
  const line = createMessageConnection(new SocketMessageReader(door), new SocketMessageWriter(door));
  const records: PhoneLegRecord[] = [];
  const keys: string[] = [];
  line.onNotification(news.leg, (record) => void records.push(record));
  line.onNotification(news.key, ({ key }) => void keys.push(key));
  line.listen();
  return { line, records, keys, leave: () => door.destroy() };
}

const setup = (domain: string) => ({
  address: "127.0.0.1",
  publicAddress: "127.0.0.1",
  listen: { UDP: 0 },
  rtpPorts: [24_800, 24_898] as const,
  trunks: [aTrunk({ domain })],
});

it("a call goes on while the server is away; the next one finds it, with what it missed", async () => {
  const phone = await openTestingGateway();
  open.push(phone.gateway);
  const first = await aServer();
  await first.line.sendRequest(requests.configure, setup(`127.0.0.1:${phone.port}`));
  const from = { number: "+390299", name: "Shop" };
  const called = await first.line.sendRequest(requests.call, { trunkId: "carrier", number: "+39333", from });
  if (!("legId" in called)) throw new Error(called.refused);
  const { legId } = called;
  await vi.waitUntil(() => first.records.at(-1)?.state === "answered", soon);

  const heard: Uint8Array[] = [];
  const engine = await openEngineEnd(first, legId, (packet) => heard.push(packet));
  open.push(engine);
  const tone = createToneMaker(440);
  const speaking = setInterval(() => engine.send(tone()), 20);
  open.push({ close: () => clearInterval(speaking) });
  await vi.waitUntil(() => heard.length > 20 && phone.listeners[0]!.frames.length > 20, soon);

  first.leave();
  const before = phone.listeners[0]!.frames.length;
  await vi.waitUntil(() => phone.listeners[0]!.frames.length > before + 40, soon);
  expect(await phone.legs[0]!.hold()).toBe(true);
  const second = await aServer();
  const hello = await second.line.sendRequest(requests.hello, {});

  expect(hello.legs).toMatchObject([{ id: legId, state: "answered", held: true, to: "+39333", end: null }]);
  const moved = { ...setup("127.0.0.1:9"), publicAddress: "127.0.0.2" };
  const changed = await second.line.sendRequest(requests.configure, moved);
  expect(changed.applied).toBe(false);
  expect(phone.legs[0]!.sendDigits("5")).toBe(true);
  await vi.waitUntil(() => second.keys.includes("5"), soon);
  await second.line.sendRequest(requests.hangUp, { legId, cause: "hung_up" });
  await vi.waitUntil(() => phone.listeners[0]!.ends.length > 0, soon);
  expect(second.records.at(-1)).toMatchObject({
    id: legId,
    state: "ended",
    end: { cause: "hung_up", status: null },
  });
});

/** The engine's end of a leg's sound: it has to be known to the process before the process's end is known to us. */
async function openEngineEnd(
  server: Awaited<ReturnType<typeof aServer>>,
  legId: string,
  hear: (packet: Uint8Array) => void,
) {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", () => resolve()));
  socket.on("message", (bytes) => hear(RtpPacket.deSerialize(bytes).payload));
  const theirs = await server.line.sendRequest(requests.openSound, {
    legId,
    enginePort: socket.address().port,
  });
  let sequence = 0;
  return {
    send(frame: Uint8Array): void {
      const header = new RtpHeader({
        payloadType: 111,
        sequenceNumber: sequence++,
        timestamp: 960 * sequence,
        ssrc: 5,
      });
      socket.send(new RtpPacket(header, Buffer.from(frame)).serialize(), theirs?.port, "127.0.0.1");
    },
    close: () => socket.close(),
  };
}

it("nobody is rung for while no server is there, and the process goes when nobody needs it", async () => {
  const server = await aServer();
  const { ports } = await server.line.sendRequest(requests.configure, setup("127.0.0.1:9"));
  const phone = await openTestingGateway({ trunk: { domain: `127.0.0.1:${ports.UDP}` } });
  open.push(phone.gateway);
  const gone = new Promise((resolve) => gatewayProcess.once("exit", resolve));

  const taken = await phone.call();
  await vi.waitUntil(() => server.records.length > 0, soon);
  expect(server.records[0]).toMatchObject({ direction: "in", to: "+39333123", from: { number: "+390299" } });
  taken.leg?.hangUp();
  await vi.waitUntil(() => server.records.at(-1)?.state === "ended", soon);
  server.leave();
  const refused = await phone.call();
  await vi.waitUntil(() => refused.ends.length > 0, soon);

  expect(refused.ends).toEqual([{ cause: "failed", status: 500 }]);
  expect(await gone).toBe(0);
});
