/** Chance that is the same each time, so that what was found can be found again (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const one = <Thing>(of: readonly Thing[]): Thing => of[below(of.length)] as Thing;
  return { below, one };
}
type Chance = ReturnType<typeof createChance>;

/** What parsers stumble over. */
const spices = [
  ...[
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\r\n\r\n",
    "\r\n ",
    ";",
    ",",
    ":",
    "=",
    "@",
    "<",
    ">",
    '"',
    "\\",
    "%",
    "%00",
    "[",
    "]",
    "\xff",
  ],
  ...[
    "-1",
    "0",
    "99999999999999999999",
    "4294967296",
    "1e9",
    "NaN",
    "z9hG4bK",
    ";lr",
    ";tag=",
    ";rport",
    ";branch=",
    "sip:",
    "tel:",
  ],
  ...[
    "SIP/2.0",
    "ACK",
    "CANCEL",
    "INVITE",
    " ",
    "\t",
    "((((",
    '"""',
    "<<<<",
    "a".repeat(5_000),
    ";x".repeat(500),
    "<sip:a@b>,".repeat(100),
  ],
];

/** One way to spoil a message. */
const ways: readonly ((text: string, chance: Chance, other: string) => string)[] = [
  (text, { below, one }) => insert(text, below(text.length + 1), one(spices)),
  (text, { below }) => insert(text, below(text.length + 1), String.fromCharCode(below(256))),
  (text, { below }) => text.slice(0, below(text.length)),
  (text, { below }) => {
    const at = below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + below(12));
  },
  (text, { below }) => {
    const at = below(text.length);
    return text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
  },
  (text, chance) => withLines(text, (lines) => lines.splice(chance.below(lines.length), 1)),
  (text, chance) =>
    withLines(text, (lines) => lines.splice(chance.below(lines.length), 0, chance.one(lines))),
  (text, chance) =>
    withLines(text, (lines) => {
      const at = chance.below(lines.length);
      lines[at] = (lines[at] ?? "").replace(/:.*/s, () => `: ${chance.one(spices)}`);
    }),
  (text, chance) => text.replace(/\d+/g, (digits) => (chance.below(4) === 0 ? chance.one(spices) : digits)),
  (text, { below }, other) => text.slice(0, below(text.length)) + other.slice(below(other.length)),
];

const insert = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at);

function withLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split("\r\n");
  change(lines);
  return lines.join("\r\n");
}

/** A message spoilt in one to three ways. */
export function mutate(text: string, chance: Chance, other: string): string {
  let spoilt = text;
  for (let times = 1 + chance.below(3); times > 0; times--) spoilt = chance.one(ways)(spoilt, chance, other);
  return spoilt;
}
