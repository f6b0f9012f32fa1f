/** The lines of a text that say something. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * Whether an address is surely not on a list, so that nobody shuts himself out unseen. Only plain IPv4 is judged here;
 * what this cannot tell, the server does.
 */
export function surelyOutside(address: string, list: readonly string[]): boolean {
  const mine = numberOf(address.replace(/^::ffff:/i, ""));
  if (list.length === 0 || mine === undefined) return false;
  return list.every((entry) => {
    const [start = "", bits = "32"] = entry.split("/");
    const first = numberOf(start);
    // Not IPv4, so it holds no IPv4 address, but for a mapped one.
    if (first === undefined) return !/^::/.test(start);
    const size = 2 ** (32 - Number(bits));
    return Math.floor(mine / size) !== Math.floor(first / size);
  });
}

function numberOf(address: string): number | undefined {
  const parts = address.split(".").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  if (parts.length !== 4 || parts.some((part) => !(part <= 255))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
