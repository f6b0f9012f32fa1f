import { afterEach, describe, expect as expectThat, it, vi } from "vitest";
import type { Gateway } from "./gateway.ts";
import {
  called,
  caller,
  expect,
  notify,
  pause,
  recv,
  recvInvite,
  recvRequest,
  runSipp,
  sound,
} from "./testing/sipp.ts";
import { type Floor, openTestingGateway, sippPort } from "./testing/testing-gateway.ts";

const open: Gateway[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close();
});
/** A gateway with one line, whose carrier is sipp; it is closed after the test. */
async function aGateway(floor: Floor = {}) {
  const opened = await openTestingGateway(floor);
  open.push(opened.gateway);
  return opened;
}

const fine = { ok: true };
const invited = [recvInvite, called.answer("100 Trying", { tag: "" }), called.answer("180 Ringing")];
const answered = [called.answer("200 OK", { body: sound("sendrecv") }), recvRequest("ACK")];
const goodbye = [recvRequest("BYE"), called.answer("200 OK", { tag: "" })];

describe("phones that call us", () => {
  it.each([
    ["UDP", "u1", 50],
    ["TCP", "t1", 20],
  ] as const)(
    "over %s are answered, every one, and leave nothing behind",
    async (protocol, transport, calls) => {
      const floor = await aGateway({
        trunk: { protocol },
        take: (leg) => {
          leg.ring();
          setTimeout(() => leg.answer(), 100);
        },
      });

      const run = await runSipp("uac", { remote: floor.port, port: 24_110, calls, rate: 20, transport });

      expectThat(run).toMatchObject(fine);
      await vi.waitUntil(() => floor.gateway.legs().length === 0, { timeout: 15_000 });
      expectThat(floor.listeners.map(({ told }) => told.join())).toEqual(
        Array(calls).fill("answered,ended hung_up"),
      );
      expectThat(floor.notes).toEqual([]);
    },
  );

  it("that give up while it rings have cancelled", async () => {
    const floor = await aGateway({ take: (leg) => leg.ring() });

    const run = await runSipp(
      [
        caller.invite(),
        recv(100, true),
        recv(180),
        caller.request("CANCEL", 1, { to: "", sameBranch: true }),
        recv(200),
        recv(487),
        caller.request("ACK", 1, { sameBranch: true }),
      ],
      { remote: floor.port, port: 24_111 },
    );

    expectThat(floor.listeners.map(({ told }) => told)).toEqual([["ended cancelled"]]);
    expectThat(run).toMatchObject(fine);
  });

  it("may put us on hold and take us back, and say keys beside the sound", async () => {
    const floor = await aGateway();
    const info = "Content-Type: application/dtmf-relay";

    const run = await runSipp(
      [
        caller.invite("Supported: timer\nSession-Expires: 1200"),
        recv(100, true),
        expect({ response: 200 }, "1200;refresher=uac", "Session-Expires:"),
        caller.request("ACK", 1),
        pause(100),
        caller.invite("", "sendonly", 2, "[peer_tag_param]"),
        expect({ response: 200 }, "a=recvonly"),
        caller.request("ACK", 2),
        caller.invite("", "sendrecv", 3, "[peer_tag_param]"),
        expect({ response: 200 }, "a=sendrecv"),
        caller.request("ACK", 3),
        caller.request("INFO", 4, { more: info }),
        recv(415),
        caller.request("BYE", 5),
        recv(200),
      ],
      { remote: floor.port, port: 24_112 },
    );

    expectThat(run).toMatchObject(fine);
    expectThat(floor.listeners[0]!.told).toEqual(["answered", "held", "resumed", "ended hung_up"]);
    expectThat(floor.legs[0]).toMatchObject({
      from: { number: "+39333123", name: "Zo\u00eb Ros" },
      to: "+390212345",
    });
  });

  it("are told that we are busy, or that the line is full, and why is noted", async () => {
    const floor = await aGateway({ trunk: { maxCalls: 1 }, take: () => {} });
    const refusedWith = (status: number) => [
      caller.invite(),
      recv(100, true),
      recv(status),
      caller.request("ACK", 1, { sameBranch: true }),
    ];

    const first = runSipp(refusedWith(486), { remote: floor.port, port: 24_113 });
    await vi.waitUntil(() => floor.legs.length === 1, { timeout: 15_000 });
    const second = await runSipp(refusedWith(503), { remote: floor.port, port: 24_114 });
    floor.legs[0]!.hangUp("busy");

    expectThat([await first, second]).toMatchObject([fine, fine]);
    expectThat(floor.notes).toEqual(['sip.call_refused {"trunkId":"carrier","refused":"too_many_calls"}']);
  });
});

describe("phones that we call", () => {
  it("ring, are heard before they answer, and are hung up on, with a password asked on the way", async () => {
    const floor = await aGateway({ trunk: { account: { user: "shop", password: "secret" } } });
    const challenge = 'WWW-Authenticate: Digest realm="carrier", nonce="47ebe028cda119c35d48", qop="auth"';
    const verify =
      '<recv request="INVITE"><action><verifyauth assign_to="1" username="shop" password="secret"/></action></recv><nop test="1" next="1"/>';
    const sipp = runSipp(
      [
        recvRequest("INVITE"),
        called.answer("401 Unauthorized", { more: challenge }),
        recvRequest("ACK"),
        verify,
        called.answer("403 Forbidden"),
        recvRequest("ACK"),
        '<label id="1"/>',
        called.answer("180 Ringing"),
        called.answer("183 Session Progress", { body: sound("sendrecv") }),
        pause(200),
        ...answered,
        ...goodbye,
      ],
      { port: sippPort },
    );

    const call = await floor.call();
    await vi.waitUntil(() => call.told.includes("answered"), { timeout: 15_000 });
    call.leg!.hangUp();

    expectThat(await sipp).toMatchObject(fine);
    expectThat(call.told).toEqual(["ringing", "earlyMedia", "answered", "ended hung_up"]);
  });

  it.each([
    ["486 Busy Here", "", "busy", 486],
    ["404 Not Found", "", "no_such_number", 404],
    ["603 Decline", "", "declined", 603],
    ["480 Temporarily Unavailable", "", "no_answer", 480],
    ["500 Server Error", "Reason: Q.850;cause=17", "busy", 500],
    ["302 Moved Temporarily", "", "failed", 302],
  ] as const)("and that answer %s %s: the agent is told %s", async (status, more, cause, number) => {
    const floor = await aGateway();
    const sipp = runSipp([...invited, called.answer(status, { more }), recvRequest("ACK")], {
      port: sippPort,
    });

    const call = await floor.call();
    await vi.waitUntil(() => call.ends.length > 0, { timeout: 15_000 });

    expectThat(call.ends).toEqual([{ cause, status: number }]);
    expectThat(await sipp).toMatchObject(fine);
  });

  it("stop ringing when the agent changes his mind", async () => {
    const floor = await aGateway();
    const sipp = runSipp(
      [
        ...invited,
        recvRequest("CANCEL"),
        called.answer("200 OK", { tag: "" }),
        called.answer("487 Request Terminated").replaceAll("[last_CSeq:]", "CSeq: 1 INVITE"),
        recvRequest("ACK"),
      ],
      { port: sippPort },
    );

    const call = await floor.call();
    await vi.waitUntil(() => call.told.includes("ringing"), { timeout: 15_000 });
    call.leg!.hangUp();

    expectThat(call.told).toEqual(["ringing", "ended cancelled"]);
    expectThat(await sipp).toMatchObject(fine);
  });

  it("are put on hold and taken back, and handed over to another number", async () => {
    const floor = await aGateway();
    const sipp = runSipp(
      [
        ...invited,
        ...answered,
        expect({ request: "INVITE" }, "a=sendonly"),
        called.answer("200 OK", { body: sound("recvonly"), tag: "" }),
        recvRequest("ACK"),
        expect({ request: "INVITE" }, "a=sendrecv"),
        called.answer("200 OK", { body: sound("sendrecv"), tag: "" }),
        recvRequest("ACK"),
        expect({ request: "REFER" }, "sip:\\+390255@", "Refer-To:"),
        called.answer("202 Accepted", { tag: "" }),
        notify("SIP/2.0 200 OK", "sip:+390299@127.0.0.1", "sip:+39333123@127.0.0.1"),
        recv(200),
        ...goodbye,
      ],
      { port: sippPort },
    );

    const call = await floor.call();
    await vi.waitUntil(() => call.told.includes("answered"), { timeout: 15_000 });
    expectThat(await call.leg!.hold()).toBe(true);
    expectThat(await call.leg!.resume()).toBe(true);
    expectThat(await call.leg!.transfer("+33 1 23 45")).toBe(false);
    expectThat(await call.leg!.transfer("+39 02 55")).toBe(true);

    expectThat(await sipp).toMatchObject(fine);
    expectThat(call.told).toEqual(["ringing", "answered", "ended transferred"]);
  });

  it("are not called at all where the line's rules forbid it", async () => {
    const floor = await aGateway({ trunk: { callsPerSecond: 1 } });

    expectThat((await floor.call("+331234")).result).toEqual({ refused: "prefix_not_allowed" });
    expectThat((await floor.call("anna")).result).toEqual({ refused: "not_a_number" });
    expectThat((await floor.call()).leg).toBeDefined();
    expectThat((await floor.call()).result).toEqual({ refused: "too_fast" });
  });
});
