import { BlockList, isIP } from "node:net";
import * as z from "zod";

const address = z
  .string()
  .refine((value) => isIP(value.split("/")[0] ?? "") > 0 && cidrBits(value) !== undefined, {
    message: "an IP address, or a range as 192.0.2.0/24",
  });
const host = z.string().regex(/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/, "a host, or host:port");
/** As numbers are compared with it: a plus, or digits of the house. */
const prefix = z.string().regex(/^\+?\d{1,15}$/, "digits, with a plus for a country");
/** What stands in a header of our own must not be able to begin another. */
const plain = z.string().regex(/^[^\s"\\<>\p{Cc}]+$/u, "no spaces, quotes or angle brackets");

/** One line to the telephone network, as an administrator sets it. */
export const TrunkSettings = z.strictObject({
  id: z.string().min(1),
  protocol: z.enum(["UDP", "TCP", "TLS"]),
  /** The carrier's domain; numbers are called at it. */
  domain: host,
  /** Where to send instead, when the carrier wants it so. */
  proxy: host.nullable(),
  account: z.strictObject({ user: plain, password: z.string().min(1) }).nullable(),
  /** Seconds for which we ask to be registered; null where the carrier knows our address. */
  registerSeconds: z.number().int().min(60).max(86_400).nullable(),
  /** Who may call in: the carrier's addresses. Nobody else is even answered. */
  sources: z.array(address),
  /** The beginnings of numbers that may be called. Empty: none at all. */
  allowedPrefixes: z.array(prefix),
  /** Beginnings that may not, though a shorter one may: premium rates within an allowed country. */
  blockedPrefixes: z.array(prefix),
  /** Calls at once, in and out together. */
  maxCalls: z.number().int().min(1).max(1_000),
  /** New calls a second, in and out each. */
  callsPerSecond: z.number().min(0.1).max(100),
  /** In the order in which they are offered. */
  codecs: z.array(z.enum(["OPUS", "PCMU", "PCMA"])).min(1),
  /** RFC 4028; how long a call that nobody refreshes is held for alive. */
  sessionSeconds: z.number().int().min(90).max(7_200),
});
export type TrunkSettings = z.infer<typeof TrunkSettings>;

function cidrBits(range: string): number | undefined {
  const [ip = "", bits] = range.split("/");
  const most = isIP(ip) === 6 ? 128 : 32;
  if (bits === undefined) return most;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? Number(bits) : undefined;
}

/** @returns whether an address is among the ranges. */
export function createSourceList(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const ip = range.split("/")[0] ?? "";
    list.addSubnet(ip, cidrBits(range) ?? 128, isIP(ip) === 6 ? "ipv6" : "ipv4");
  }
  return (one) => isIP(one) > 0 && list.check(one, isIP(one) === 6 ? "ipv6" : "ipv4");
}
