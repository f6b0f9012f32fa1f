import { createSocket } from "node:dgram";
import { afterEach, expect, it, vi } from "vitest";
import { openTestingPhone } from "../phone/testing-phone.ts";
import { type Floor, openTestingGateway } from "./testing/testing-gateway.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function aGateway(floor: Floor) {
  const opened = await openTestingGateway(floor);
  open.push(opened.gateway);
  return opened;
}

/** Something that speaks SIP by hand. */
async function aCaller(gatewayPort: number, from = "127.0.0.1") {
  const socket = createSocket("udp4");
  open.push({ close: () => socket.close() });
  await new Promise<void>((resolve) => socket.bind(0, from, () => resolve()));
  const heard: string[] = [];
  socket.on("message", (bytes) => heard.push(bytes.toString("latin1")));
  const tagOf = () => /^To:.*;tag=(\S+)/im.exec(heard.at(-1) ?? "")?.[1];
  const { port } = socket.address();
  return {
    heard,
    status: () => heard.map((message) => Number(message.split(" ")[1])),
    say(method: string, cseq: number, body = "", branch = `z9hG4bK${method}${cseq}`): void {
      const lines = [
        `${method} sip:+39021@127.0.0.1 SIP/2.0`,
        `Via: SIP/2.0/UDP ${from}:${port};branch=${branch}`,
        `From: <sip:a@${from}>;tag=a`,
        `To: <sip:+39021@127.0.0.1>${tagOf() ? `;tag=${tagOf()}` : ""}`,
        `Call-ID: odd@${from}`,
        `CSeq: ${cseq} ${method}`,
        `Contact: <sip:a@${from}:${port}>`,
        ...(body ? ["Content-Type: application/sdp"] : []),
        `Content-Length: ${body.length}`,
      ];
      socket.send(`${lines.join("\r\n")}\r\n\r\n${body}`, gatewayPort, "127.0.0.1");
    },
  };
}

const soon = { timeout: 15_000 };

it("a caller who proposes nothing is proposed to, and heard once he has agreed", async () => {
  const floor = await aGateway({});
  const caller = await aCaller(floor.port!);
  const phone = await openTestingPhone("PCMU");
  open.push(phone);

  caller.say("INVITE", 1);
  await vi.waitUntil(() => caller.status().includes(200), soon);
  const theirs = /m=audio (\d+) RTP\/AVP 8 0 101/.exec(caller.heard.at(-1) ?? "")?.[1];
  const sdp = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${phone.port} RTP/AVP 0\r\n`;
  caller.say("ACK", 1, sdp, "z9hG4bKack");
  await vi.waitUntil(() => phone.heard.length > 3, soon);
  phone.send(phone.speak(440), Number(theirs));
  await vi.waitUntil(() => floor.listeners[0]!.frames.length === 1, soon);
  caller.say("BYE", 2);
  await vi.waitUntil(() => floor.listeners[0]!.ends.length > 0, soon);

  expect(floor.listeners[0]!.told).toEqual(["answered", "ended hung_up"]);
});

it("a caller whose acknowledgement is lost is answered again and again", async () => {
  const floor = await aGateway({});
  const caller = await aCaller(floor.port!);

  caller.say("INVITE", 1);
  await vi.waitUntil(() => caller.status().filter((status) => status === 200).length >= 3, soon);
  caller.say("ACK", 1, "", "z9hG4bKack");
  floor.legs[0]!.hangUp();
  await vi.waitUntil(() => caller.heard.some((message) => message.startsWith("BYE ")), soon);
});

it("a stranger is not answered at all, and a flood of the carrier's own is cut short", async () => {
  const floor = await aGateway({ trunk: { sources: ["127.0.0.2"] } });
  const [stranger, carrier] = [
    await aCaller(floor.port!, "127.0.0.9"),
    await aCaller(floor.port!, "127.0.0.2"),
  ];

  stranger.say("OPTIONS", 1);
  stranger.say("INVITE", 2);
  for (let message = 0; message < 1_000; message++) {
    carrier.say("OPTIONS", message + 1);
    if (message % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await vi.waitUntil(() => carrier.heard.length >= 300, soon);
  await new Promise((resolve) => setTimeout(resolve, 200));

  expect(carrier.heard.length).toBeLessThan(600);
  expect([stranger.heard, floor.legs]).toEqual([[], []]);
});
