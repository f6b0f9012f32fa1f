import { BlockList, isIP } from "node:net";

/** Which addresses a list of ranges names. */
export type AddressCheck = (address: string) => boolean;

const family = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** An IPv4 address as sockets give it when the server listens on both kinds. */
const plain = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  // A zone is this machine's name of the network card, and no part of the address.
  return mapped ?? address.replace(/%.*$/, "");
};

/** What is wrong with a range such as `10.0.0.0/8`, `2001:db8::/32` or a single address; null: nothing. */
export function rangeProblem(range: string): string | null {
  const [address = "", prefix, ...more] = range.split("/");
  const kind = isIP(address);
  if (kind === 0 || address.includes("%") || more.length > 0)
    return "is not an address or range such as 10.0.0.0/8 or 2001:db8::/32";
  if (prefix === undefined) return null;
  const most = kind === 6 ? 128 : 32;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most
    ? null
    : `needs a number from 0 to ${most} after /`;
}

/** Does a list of ranges let an address in? An empty list lets everybody in. Ranges that are none are passed over. */
export function createAddressCheck(ranges: readonly string[]): AddressCheck {
  if (ranges.length === 0) return () => true;
  // One list each: Node would take an IPv4 address for one inside an IPv6 range.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) {
    if (rangeProblem(range) !== null) continue;
    const [address = "", prefix] = range.split("/");
    const given = plain(address);
    if (prefix === undefined || given !== address) lists[family(given)].addAddress(given, family(given));
    else lists[family(given)].addSubnet(given, Number(prefix), family(given));
  }
  return (address) => {
    const given = plain(address);
    return isIP(given) !== 0 && lists[family(given)].check(given, family(given));
  };
}

const compiled = new Map<string, AddressCheck>();
const mostKept = 1_000;

/** As {@link createAddressCheck}; the same list is read once. */
export function addressCheckOf(ranges: readonly string[]): AddressCheck {
  const key = ranges.join(" ");
  const check = compiled.get(key) ?? createAddressCheck(ranges);
  const [oldest] = compiled.keys();
  if (compiled.size >= mostKept && oldest !== undefined) compiled.delete(oldest);
  compiled.set(key, check);
  return check;
}
