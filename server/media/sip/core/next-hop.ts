import { lookup, resolveSrv } from "node:dns/promises";
import { isIP } from "node:net";
import { Grammar } from "sip.js/lib/core/index.js";
import { type SipText, splitList, valuesOf } from "../text/sip-text.ts";
import { defaultPort, type SipProtocol, type SipTarget } from "../text/via.ts";

export interface Names {
  /** Addresses of a name, in order of preference. */
  addresses(host: string): Promise<readonly string[]>;
  /** SRV records, the wanted first. */
  services(name: string): Promise<readonly SipTarget[]>;
}

/** The system's resolver. */
export const systemNames: Names = {
  addresses: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  async services(name) {
    try {
      const records = await resolveSrv(name);
      records.sort((one, other) => one.priority - other.priority || other.weight - one.weight);
      return records.map(({ name: address, port }) => ({ address, port }));
    } catch {
      return [];
    }
  },
};

const serviceOf: Record<SipProtocol, string> = { UDP: "_sip._udp.", TCP: "_sip._tcp.", TLS: "_sips._tcp." };

/** The URI that says where a request goes next: the first Route, else the request's own (RFC 3261 8.1.2). */
export function uriOfNextHop(text: SipText): { host: string; port: number | undefined } | undefined {
  const route = valuesOf(text, "route").flatMap(splitList)[0];
  const written = route ? /<([^>]+)>/.exec(route)?.[1] : text.startLine.split(" ")[1];
  const uri = written ? Grammar.URIParse(written) : undefined;
  return uri && { host: uri.host.replace(/^\[|\]$/g, ""), port: uri.port };
}

/** RFC 3263 4.2, without NAPTR: the protocol is a setting of the trunk. */
export async function resolveHop(
  { host, port }: { host: string; port: number | undefined },
  protocol: SipProtocol,
  names: Names = systemNames,
): Promise<SipTarget> {
  if (isIP(host)) return { address: host, port: port ?? defaultPort(protocol) };
  const service = port === undefined ? (await names.services(`${serviceOf[protocol]}${host}`))[0] : undefined;
  const name = service?.address ?? host;
  const [address] = await names.addresses(name);
  if (!address) throw new Error(`no address of ${name}`);
  return { address, port: service?.port ?? port ?? defaultPort(protocol) };
}
