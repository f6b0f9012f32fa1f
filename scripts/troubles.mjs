// Reads from the output of a step which tests failed or passed on the second try only, and what they said.

/** @typedef {{ name: string, lines: string[] }} Trouble */

const widest = 180;
const cut = (line) => (line.length > widest ? `${line.slice(0, widest - 1)}…` : line);

/** What e2e/last-words.ts wrote at the end: a name, and indented lines. */
function byLastWords(lines, word) {
  return lines.flatMap((line, at) => {
    if (!line.startsWith(`${word}: `)) return [];
    const said = lines.slice(at + 1);
    const end = said.findIndex((one) => !one.startsWith("    "));
    return [{ name: line.slice(word.length + 2), lines: end < 0 ? said : said.slice(0, end) }];
  });
}

/** Vitest's names, of which several may share one error, and errors of no test. */
function byVitest(lines) {
  const isName = (line) => /^ ?FAIL {2}\|/.test(line ?? "");
  const isStray = (line) => /^⎯+ (Uncaught Exception|Unhandled Rejection|Unhandled Error) ⎯+$/.test(line);
  const error = (at) => {
    const end = lines.findIndex((line, index) => index >= at && (line.trim() === "" || /^ ❯/.test(line)));
    const place = lines.slice(end, end + 40).find((line) => /^ ❯/.test(line) || isName(line));
    return [...lines.slice(at, end), ...(place && !isName(place) ? [`at ${place.slice(3)}`] : [])];
  };
  return lines.flatMap((line, at) => {
    if (isStray(line)) return [{ name: line.replaceAll("⎯", "").trim(), lines: error(at + 1) }];
    if (!isName(line)) return [];
    const first = lines.findIndex((one, index) => index > at && !isName(one));
    return [{ name: line.replace(/^ ?FAIL {2}/, ""), lines: isName(lines[at + 1]) ? [] : error(first) }];
  });
}

/** The list of a Playwright that did not come to its last words. */
function byList(lines) {
  const names = lines.flatMap((line) => /^\s+(?:✘|x)\s+\d+ (.+)$/.exec(line)?.[1] ?? []);
  return names.map((name) => ({ name, lines: [] }));
}

/** The compiler, the formatter and linter, the layers. */
function byChecks(lines) {
  return lines.flatMap((line, at) => {
    if (/^\S+\(\d+,\d+\): error TS\d+: /.test(line) || /^ {2}error [\w-]+: .+ → /.test(line))
      return [{ name: line.trim(), lines: [] }];
    const biome = /^(\S.*?) ━{3,}$/.exec(line)?.[1];
    if (!biome || biome === "check") return [];
    return [{ name: biome, lines: lines.slice(at + 1, at + 4).filter((one) => one.trim() !== "") }];
  });
}

/** @returns {{ failed: Trouble[], flaky: Trouble[] }} */
export function troubles(output) {
  const lines = output.split("\n");
  const told = [...byLastWords(lines, "failed"), ...byVitest(lines), ...byChecks(lines)];
  return { failed: told.length > 0 ? told : byList(lines), flaky: byLastWords(lines, "flaky") };
}

/** As many lines as there is room for: all names before the first word of any error. */
export function inShort(found, most = 18) {
  const named = found.slice(0, found.length > most ? most - 1 : most);
  const each = Math.floor((most - named.length) / Math.max(1, named.length));
  const rest = found.length - named.length;
  return [
    ...named.flatMap(({ name, lines }) => [
      `  ${cut(name)}`,
      ...lines.slice(0, each).map((line) => `      ${cut(line.trim())}`),
    ]),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}
