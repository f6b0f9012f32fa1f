import { afterEach, describe, expect, it } from "vitest";
import { openFakeEndpoint } from "../testing/fake-wire.ts";
import { tortureMessages } from "../testing/torture-messages.ts";

const open: { close(): Promise<void> }[] = [];
async function anEndpoint(...options: Parameters<typeof openFakeEndpoint>) {
  const endpoint = await openFakeEndpoint(...options);
  open.push(endpoint);
  return endpoint;
}
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint.close();
});

const options = (via: string) =>
  [
    "OPTIONS sip:user@192.0.2.1 SIP/2.0",
    `v: ${via}`,
    "f: <sip:a@example.com>;tag=1",
    "t: <sip:user@192.0.2.1>",
    "i: 1@example",
    "CSeq: 1 OPTIONS",
    "\r\n",
  ].join("\r\n");

describe("an answer finds its way", () => {
  it.each([
    [
      "to where the request came from, when asked so",
      "SIP/2.0/UDP 10.0.0.5:5099;rport;branch=z9hG4bK1",
      5066,
    ],
    ["to the port that was written, otherwise", "SIP/2.0/UDP 10.0.0.5:5099;branch=z9hG4bK1", 5099],
    ["to the usual port, when none was", "SIP/2.0/UDP phone.example;branch=z9hG4bK1", 5060],
    [
      "past a lie about where it came from",
      "SIP/2.0/UDP 10.0.0.5;received=203.0.113.9;branch=z9hG4bK1;rport=9",
      5066,
    ],
    [
      "past other Vias on the same line",
      "SIP/2.0/UDP 10.0.0.5:5070;branch=z9hG4bK1, SIP/2.0/UDP 10.0.0.6",
      5070,
    ],
  ])("%s", async (_name, via, port) => {
    const endpoint = await anEndpoint();

    endpoint.hear(options(via));

    expect(await endpoint.answers()).toMatchObject([{ status: 200, to: { address: "192.0.2.99", port } }]);
  });
});

describe("a caller of before RFC 3261, with no branch", () => {
  it("may call twice at once, and each call is answered", async () => {
    const calls: string[] = [];
    const endpoint = await anEndpoint((invite) => {
      calls.push(invite.message.callId);
      invite.reject({ statusCode: 486 });
    });
    const old = tortureMessages.find(({ name }) => name === "inv2543")?.raw ?? "";
    const calling = old.replace("CSeq", "Contact: <sip:+13035551111@192.0.2.99>\r\nCSeq");

    endpoint.hear(calling);
    endpoint.hear(calling.replace("inv2543.1717", "another"));
    endpoint.hear(calling);

    expect(calls).toEqual(["inv2543.1717@ift.client.example.com", "another@ift.client.example.com"]);
    expect((await endpoint.answers()).map(({ status }) => status)).toEqual([486, 486, 486]);
  });
});
