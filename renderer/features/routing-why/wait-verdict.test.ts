import { describe, expect, it } from "vitest";
import type { WhyWaiting } from "#shared/contract/routing.ts";
import { nextNames, waitVerdict } from "./wait-verdict.ts";

const now = Date.parse("2026-11-20T10:00:00Z");
const until = new Date(now + 11_400).toISOString();
const id = (name: string) => name as WhyWaiting["chosen"][number];
const person = (name: string, isChosen = false): WhyWaiting["agents"][number] => ({
  user: { id: id(name), name },
  reason: isChosen ? null : { code: "ready", data: {} },
  conditions: [],
});
const why = (part: Partial<Parameters<typeof waitVerdict>[0]> = {}) => ({
  group: null,
  open: true,
  opensAt: null,
  pauseSeconds: 0,
  rings: null,
  chosen: [],
  agents: [person("Ana"), person("Luca")],
  people: 2,
  ...part,
});

describe("what is said first of a conversation that waits", () => {
  it("is at whose desk it rings and for how long yet, and not that nobody can be asked", () => {
    const rings = { names: ["Ana"], people: 1, until };
    expect(waitVerdict(why({ rings }), now)).toEqual({ kind: "rings", name: "Ana", people: 1, seconds: 12 });
    expect(waitVerdict(why({ rings, open: false, pauseSeconds: 9 }), now).kind).toBe("rings");
    expect(waitVerdict(why({ rings }), now + 60_000)).toMatchObject({ seconds: 0 });
  });

  it("is at how many desks it rings when it rings at several", () => {
    const rings = { names: ["Ana", "Luca", "Mia"], people: 3, until };
    expect(waitVerdict(why({ rings }), now)).toMatchObject({ kind: "rings", people: 3 });
  });

  it("is what holds it up when it does not ring", () => {
    const opensAt = new Date(now + 3_600_000).toISOString();
    expect(waitVerdict(why(), now)).toEqual({ kind: "nobody" });
    expect(waitVerdict(why({ open: false }), now)).toEqual({ kind: "closed" });
    expect(waitVerdict(why({ open: false, opensAt }), now)).toEqual({
      kind: "opens_at",
      at: now + 3_600_000,
    });
    expect(waitVerdict(why({ people: 0, agents: [] }), now)).toEqual({ kind: "no_people", group: null });
    const ofGroup = why({ people: 0, agents: [], group: { id: "care", name: "Care" } });
    expect(waitVerdict(ofGroup, now)).toEqual({ kind: "no_people", group: "Care" });
    expect(waitVerdict(why({ pauseSeconds: 3.2 }), now)).toEqual({ kind: "pause", seconds: 4 });
    const free = why({ chosen: [id("Luca")], agents: [person("Ana"), person("Luca", true)] });
    expect(waitVerdict(free, now)).toEqual({ kind: "chosen", names: "Luca" });
    expect(nextNames(free)).toBe("Luca");
  });
});
