import { describe, expect, it } from "vitest";
import { splitMessage } from "../text/sip-text.ts";
import { type Names, resolveHop, uriOfNextHop } from "./next-hop.ts";

const request = (...lines: string[]) => splitMessage(`${lines.join("\r\n")}\r\n\r\n`)!;
const names: Names = {
  addresses: async (host) => (host === "sip1.carrier.example" ? ["192.0.2.9"] : []),
  services: async (name) =>
    name === "_sip._udp.carrier.example" ? [{ address: "sip1.carrier.example", port: 5070 }] : [],
};

describe("where a request goes", () => {
  it("to the first route, else where it is addressed", () => {
    const line = "INVITE sip:+39@192.0.2.1:5080 SIP/2.0";
    const route = 'Route: "a, b" <sip:proxy.example:5090;lr>, <sip:other.example;lr>';

    expect(uriOfNextHop(request(line, "Via: x"))).toEqual({ host: "192.0.2.1", port: 5080 });
    expect(uriOfNextHop(request(line, route))).toEqual({ host: "proxy.example", port: 5090 });
  });

  it("an address as it stands, a name by its service record", async () => {
    expect(await resolveHop({ host: "192.0.2.1", port: undefined }, "TLS", names)).toEqual({
      address: "192.0.2.1",
      port: 5061,
    });
    expect(await resolveHop({ host: "carrier.example", port: undefined }, "UDP", names)).toEqual({
      address: "192.0.2.9",
      port: 5070,
    });
  });

  it("nowhere when the name has no address", async () => {
    await expect(resolveHop({ host: "nobody.example", port: 5060 }, "TCP", names)).rejects.toThrow(
      "no address",
    );
  });
});
