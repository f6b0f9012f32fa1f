import { describe, expect, it } from "vitest";
import type { Invitation } from "./chat-state.ts";
import { createPresence } from "./presence.ts";

const invitation = { id: "i", version: 1, seconds: 15, text: "Need a hand?" };

/** A visitor before a clock that is moved by hand. */
function desk(since = "monday") {
  const kept = new Map<string, string>();
  const timers = new Set<{ at: number; run: () => void }>();
  const state = { now: 0, url: "https://shop.example/cart", hidden: false, may: true, since };
  const signs: string[] = [];
  const said: Invitation[] = [];
  const make = () =>
    createPresence({
      api: {
        visit: async ({ page }) => {
          signs.push(page.url);
          return { since: state.since, invitations: [invitation] };
        },
      },
      keep: {
        get: (name) => kept.get(name) ?? null,
        set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
      },
      page: () => ({ url: state.url, title: "Cart" }),
      language: () => "en",
      mayInvite: () => state.may,
      invite: (one) => said.push(one),
      isHidden: () => state.hidden,
      later(run, ms) {
        const timer = { at: state.now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    });
  return {
    state,
    signs,
    said,
    make,
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        await new Promise((resolve) => setImmediate(resolve));
        state.now += 1_000;
        for (const timer of [...timers].filter(({ at }) => at <= state.now)) {
          timers.delete(timer);
          timer.run();
        }
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe("the widget's sign of life", () => {
  it("is given once a minute and with each page, and not while nobody looks", async () => {
    const { make, signs, state, pass } = desk();
    const presence = make();
    presence.start();
    await pass(59);
    expect(signs).toHaveLength(1);
    await pass(2);
    expect(signs).toHaveLength(2);
    state.url = "https://shop.example/lamps";
    presence.beat();
    await pass(1);
    expect(signs.at(-1)).toBe("https://shop.example/lamps");
    state.hidden = true;
    await pass(200);
    expect(signs).toHaveLength(3);
    presence.stop();
    state.hidden = false;
    await pass(200);
    expect(signs).toHaveLength(3);
  });

  it("brings an invitation after its time on the page, once in a visit, and in the next one again", async () => {
    const { make, said, state, pass } = desk();
    const first = make();
    first.start();
    await pass(14);
    expect(said).toEqual([]);
    await pass(120);
    expect(said).toEqual([{ id: "i", version: 1, text: "Need a hand?" }]);
    first.stop();
    const second = make();
    second.start();
    await pass(60);
    expect(said).toHaveLength(1);
    second.stop();
    state.since = "tuesday";
    make().start();
    await pass(60);
    expect(said).toHaveLength(2);
  });

  it("does not bring again what was closed, nor anything while he talks", async () => {
    const { make, said, state, pass } = desk();
    state.may = false;
    const first = make();
    first.start();
    await pass(60);
    first.stop();
    expect(said).toEqual([]);
    state.may = true;
    const second = make();
    second.start();
    await pass(20);
    expect(said).toHaveLength(1);
    second.refuse(said[0] as Invitation);
    second.stop();
    state.since = "tuesday";
    make().start();
    await pass(60);
    expect(said).toHaveLength(1);
  });
});
