import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { makeTlsFiles } from "../testing/tls-files.ts";
import type { SipSource } from "../text/via.ts";
import { openStreamWire } from "./stream-wire.ts";
import { openUdpWire } from "./udp-wire.ts";
import type { Wire } from "./wire.ts";

/** A busy machine is slow, not wrong. */
const soon = { timeout: 15_000 };
const { key, cert } = makeTlsFiles();

const open: Wire[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((wire) => wire.close()));
});

async function aWire(protocol: SipSource["protocol"], admit: (from: SipSource) => boolean = () => true) {
  const heard: { message: string; from: SipSource }[] = [];
  const options = {
    address: "127.0.0.1",
    port: 0,
    receive: (message: Buffer, from: SipSource) => heard.push({ message: message.toString("latin1"), from }),
    admit,
    note: () => {},
  };
  const tls = { key, cert, ca: cert, verify: true };
  const wire = await (protocol === "UDP"
    ? openUdpWire(options)
    : openStreamWire(protocol === "TLS" ? { ...options, tls } : options));
  open.push(wire);
  return { wire, heard };
}

const message = (words: string) => `INFO sip:a@b SIP/2.0\r\nSubject: ${words}\r\nContent-Length: 0\r\n\r\n`;

describe.each(["UDP", "TCP", "TLS"] as const)("over %s", (protocol) => {
  it("what is said arrives, and the answer takes the same way back", async () => {
    const [anna, bruno] = [await aWire(protocol), await aWire(protocol)];

    await anna.wire.send(Buffer.from(message("hello")), { address: "127.0.0.1", port: bruno.wire.port });
    await vi.waitUntil(() => bruno.heard.length > 0, soon);
    const { from } = bruno.heard[0]!;
    await bruno.wire.send(Buffer.from(message("hello yourself")), from);
    await vi.waitUntil(() => anna.heard.length > 0, soon);

    expect(bruno.heard).toEqual([
      { message: message("hello"), from: { protocol, address: "127.0.0.1", port: from.port } },
    ]);
    expect(anna.heard[0]!.message).toBe(message("hello yourself"));
    expect(anna.heard[0]!.from.port).toBe(bruno.wire.port);
  });

  it("who is not admitted is not heard", async () => {
    const [anna, bruno] = [await aWire(protocol), await aWire(protocol, () => false)];

    await anna.wire
      .send(Buffer.from(message("hello")), { address: "127.0.0.1", port: bruno.wire.port })
      .catch(() => {});
    await anna.wire.send(Buffer.from(message("hello")), { address: "127.0.0.1", port: anna.wire.port });
    await vi.waitUntil(() => anna.heard.length > 0, soon);

    expect(bruno.heard).toEqual([]);
  });
});

it("to a certificate that nobody vouches for, nothing is said", async () => {
  const bruno = await aWire("TLS");
  const strict = await openStreamWire({
    address: "127.0.0.1",
    port: 0,
    receive: () => {},
    admit: () => true,
    note: () => {},
    tls: { key, cert, verify: true },
  });
  open.push(strict);

  await expect(
    strict.send(Buffer.from(message("x")), { address: "127.0.0.1", port: bruno.wire.port }),
  ).rejects.toThrow(/self-signed/);
  expect(bruno.heard).toEqual([]);
});

it("a connection is answered its sign of life, and closed when it speaks no SIP", async () => {
  const { wire, heard } = await aWire("TCP");
  const said: string[] = [];
  const socket = connect(wire.port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("data", (bytes) => said.push(bytes.toString()));

  socket.write("\r\n\r\n");
  await vi.waitUntil(() => said.join("") === "\r\n", soon);
  socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  await closed;

  expect(heard).toEqual([]);
});
