import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { activityHash, firstHash, type HashedEntry } from "#server/platform/activity/record-activity.ts";
import { type ChainHead, createChainCheck, type Link } from "./check-chain.ts";

const entry = (seq: number, action = "user.blocked"): HashedEntry => ({
  workspaceId: "w",
  seq,
  at: new Date(1_700_000_000_000 + seq * 1_000).toISOString(),
  actorId: "u1",
  actorName: "Ana",
  actorRole: "owner",
  action,
  targetKind: "user",
  targetId: `u${seq}`,
  targetName: "Tom",
  before: { blocked: false },
  after: { blocked: true },
  ipAddress: "10.0.0.1",
  userAgent: null,
});

function chain(length: number, action?: string): Link[] {
  const links: Link[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const previousHash = links.at(-1)?.hash ?? firstHash;
    links.push({
      entry: entry(seq, action),
      previousHash,
      hash: activityHash(previousHash, entry(seq, action)),
    });
  }
  return links;
}

const headOf = (links: readonly Link[]): ChainHead => ({
  seq: links.length,
  hash: links.at(-1)?.hash ?? firstHash,
});

function check(links: readonly Link[], head: ChainHead, known?: ChainHead) {
  const one = createChainCheck(head, known);
  for (const link of [...links].sort((a, b) => a.entry.seq - b.entry.seq)) one.take(link);
  return one.verdict();
}

const renumbered = (link: Link, seq: number): Link => ({ ...link, entry: { ...link.entry, seq } });

describe("checking the activity log", () => {
  it("finds nothing wrong with a log that nobody touched, whatever its length", () => {
    for (const length of [0, 1, 2, 50]) {
      const links = chain(length);
      expect(check(links, headOf(links))).toMatchObject({ ok: true, entries: length, problems: [] });
    }
  });

  it("names the entry of which any field was edited", () => {
    const links = chain(9);
    const fields = Object.keys(entry(1)).filter((name) => name !== "seq");
    for (const field of fields) {
      const edited = links.with(4, {
        ...(links[4] as Link),
        entry: { ...entry(5), [field]: field === "at" ? "2020-01-01T00:00:00.000Z" : "another" },
      });
      expect([field, check(edited, headOf(links)).problems]).toEqual([
        field,
        [{ seq: 5, problem: "edited" }],
      ]);
    }
  });

  it("names an edited entry whose hash was made anew, by the one after it", () => {
    const links = chain(9);
    const { previousHash } = links[4] as Link;
    const changed = entry(5, "user.praised");
    const edited = links.with(4, { entry: changed, previousHash, hash: activityHash(previousHash, changed) });
    expect(check(edited, headOf(links)).problems).toEqual([{ seq: 6, problem: "edited" }]);
  });

  it("names what is missing, at the start, in the middle and in a row", () => {
    const links = chain(9);
    const without = (...gone: number[]) => links.filter(({ entry: { seq } }) => !gone.includes(seq));
    const missing = (...seqs: number[]) => seqs.map((seq) => ({ seq, problem: "missing" }));
    expect(check(without(1), headOf(links)).problems).toEqual(missing(1));
    expect(check(without(4), headOf(links)).problems).toEqual(missing(4));
    expect(check(without(6, 7, 8), headOf(links)).problems).toEqual(missing(6, 7, 8));
  });

  it("names two that changed places", () => {
    const links = chain(9);
    const swapped = links.with(2, renumbered(links[6] as Link, 3)).with(6, renumbered(links[2] as Link, 7));
    expect(check(swapped, headOf(links)).problems).toEqual([
      { seq: 3, problem: "reordered" },
      { seq: 7, problem: "reordered" },
    ]);
  });

  it("names the place where the end was cut off, also when everything is gone", () => {
    const links = chain(9);
    expect(check(links.slice(0, 6), headOf(links)).problems).toEqual([{ seq: 7, problem: "truncated" }]);
    expect(check([], headOf(links)).problems).toEqual([{ seq: 1, problem: "truncated" }]);
  });

  it("finds an entry that was put behind the head, and a head that is not the last entry's", () => {
    const links = chain(9);
    expect(check(links, headOf(links.slice(0, 8))).problems).toEqual([{ seq: 9, problem: "edited" }]);
    const other = { seq: 9, hash: "f".repeat(64) };
    expect(check(links, other).problems).toEqual([{ seq: 9, problem: "edited" }]);
  });

  it("finds a log that was written anew from the start, and one cut off with its head, by a head noted earlier", () => {
    const links = chain(9);
    const known = headOf(links.slice(0, 5));
    const anew = chain(9, "user.praised");
    expect(check(anew, headOf(anew)).ok).toBe(true);
    expect(check(anew, headOf(anew), known).problems).toContainEqual({ seq: 5, problem: "edited" });
    const cut = links.slice(0, 3);
    expect(check(cut, headOf(cut), known).problems).toEqual([{ seq: 4, problem: "truncated" }]);
    expect(check(links, headOf(links), known).ok).toBe(true);
  });

  it("finds every single change to a random log", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.nat(),
        fc.constantFrom("edit", "delete", "swap", "cut"),
        (length, at, kind) => {
          const links = chain(length);
          const place = at % length;
          const next = (place + 1) % length;
          const tampered = {
            edit: () =>
              links.with(place, { ...(links[place] as Link), entry: entry(place + 1, "user.praised") }),
            delete: () => links.toSpliced(place, 1),
            cut: () => links.slice(0, place),
            swap: () =>
              links
                .with(place, renumbered(links[next] as Link, place + 1))
                .with(next, renumbered(links[place] as Link, next + 1)),
          }[kind]();
          expect(check(tampered, headOf(links)).ok).toBe(false);
        },
      ),
    );
  });
});
