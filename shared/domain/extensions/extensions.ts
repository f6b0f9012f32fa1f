/** Short numbers by which colleagues call each other have so many digits. */
export const extensionDigits = { fewest: 2, most: 6 } as const;

/**
 * Numbers for emergencies and public services where our customers are (European Union, United Kingdom, Brazil, the
 * Americas, Italy, Spain, Portugal): whoever dials one of them must never reach a colleague instead.
 */
const reserved: ReadonlySet<string> = new Set(
  "000 061 062 080 085 088 091 092 100 110 111 112 113 114 115 116 117 118 119 122 128 144 155 180 181 185 188 190 191 192 193 194 197 198 199 911 988 999 1515 1522 1530".split(
    " ",
  ),
);

export const isReserved = (number: string): boolean => reserved.has(number);

/** An extension as it is written: digits alone. */
export const isExtension = (written: string): boolean => /^\d{2,6}$/.test(written);

/**
 * The first free numbers of so many digits, from 101 (or 11, 1001, …) upwards; fewer when there are not so many. They
 * never begin with 0, which in many places leads outside.
 */
export function freeExtensions(taken: ReadonlySet<string>, digits: number, count: number): readonly string[] {
  const found: string[] = [];
  for (let next = 10 ** (digits - 1) + 1; next < 10 ** digits && found.length < count; next++) {
    const number = `${next}`;
    if (!taken.has(number) && !isReserved(number)) found.push(number);
  }
  return found;
}
