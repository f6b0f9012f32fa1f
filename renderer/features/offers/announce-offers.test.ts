import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSource } from "#renderer/platform/observable.ts";
import type { Offer } from "#shared/contract/conversations.ts";
import { announceOffers } from "./announce-offers.ts";
import { createOffersStore, openOffers, withOffer } from "./offers-store.ts";

const now = Date.parse("2026-11-20T10:00:00Z");
const offer = (part: Partial<Offer> = {}): Offer =>
  ({
    id: "o1",
    version: 1,
    conversationId: "c1",
    userId: "ana",
    state: "open",
    customerName: "Bia",
    queueName: "Orders",
    reason: "least_busy",
    note: null,
    preview: null,
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + 20_000).toISOString(),
    ...part,
  }) as Offer;

function desk(isLeader = true) {
  const store = createOffersStore();
  const leads = createSource(isLeader);
  const heard: string[] = [];
  const clock = { now };
  const device = { takes: true };
  const audible: { sounds?: () => void } = {};
  const announcer = announceOffers(
    {
      myId: "ana",
      serverNow: () => clock.now,
      leads,
      isHeard: () => device.takes,
      ring: (sounds) => {
        heard.push("ring");
        audible.sounds = sounds;
        return () => heard.push("quiet");
      },
      sounded: ({ id }) => heard.push(`sounded ${id}`),
      show: ({ id }) => heard.push(`show ${id}`),
      hide: ({ id }) => heard.push(`hide ${id}`),
    },
    store,
  );
  return {
    store,
    leads,
    heard,
    clock,
    device,
    announcer,
    audible,
    hear: (one: Offer) => store.setState((s) => withOffer(s, one)),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("an offer", () => {
  it("rings once, until it is answered", () => {
    const { hear, heard } = desk();
    hear(offer());
    hear(offer());
    hear(offer({ version: 2, state: "accepted" }));
    expect(heard).toEqual(["show o1", "ring", "hide o1", "quiet"]);
  });

  it("stops ringing by itself when its time is over, though no news came", () => {
    const { hear, heard, clock } = desk();
    hear(offer());
    clock.now = now + 20_001;
    vi.advanceTimersByTime(600);
    expect(heard.at(-1)).toBe("quiet");
  });

  it("is silent in a window that does not lead, and rings when that one takes over", () => {
    const { hear, heard, leads } = desk(false);
    hear(offer());
    expect(heard).toEqual([]);
    leads.set(true);
    expect(heard).toContain("ring");
  });

  it("is silent on a device that does not take it, but stands on its screen; heard there when no other takes it any more", () => {
    const { hear, heard, store, device } = desk();
    device.takes = false;
    hear(offer());
    expect(heard).toEqual([]);
    expect(openOffers(store.getState(), now, "ana")).toHaveLength(1);
    device.takes = true;
    vi.advanceTimersByTime(600);
    expect(heard).toEqual(["show o1", "ring"]);
    device.takes = false;
    vi.advanceTimersByTime(600);
    expect(heard.slice(2)).toEqual(["hide o1", "quiet"]);
  });

  it("stays quiet after the ring was stopped, but the next one rings", () => {
    const { hear, heard, announcer } = desk();
    hear(offer());
    announcer.silence();
    vi.advanceTimersByTime(2_000);
    expect(heard.filter((what) => what === "ring")).toHaveLength(1);
    hear(offer({ id: "o2" as Offer["id"] }));
    expect(heard.filter((what) => what === "ring")).toHaveLength(2);
  });

  it("counts as heard when the ring really sounds, once each, and not when it was silenced", () => {
    const { hear, heard, audible, announcer } = desk();
    const sounded = () => heard.filter((what) => what.startsWith("sounded"));
    hear(offer());
    expect(sounded()).toEqual([]);
    audible.sounds?.();
    hear(offer({ id: "o2" as Offer["id"] }));
    audible.sounds?.();
    expect(sounded()).toEqual(["sounded o1", "sounded o2"]);
    announcer.silence();
    hear(offer({ id: "o3" as Offer["id"] }));
    announcer.silence();
    audible.sounds?.();
    expect(sounded()).toEqual(["sounded o1", "sounded o2"]);
  });

  it("is not shown to somebody else, nor when it is older than what we know", () => {
    const { hear, store } = desk();
    hear(offer({ userId: "luca" as Offer["userId"] }));
    expect(openOffers(store.getState(), now, "ana")).toEqual([]);
    hear(offer({ version: 3, state: "withdrawn" }));
    hear(offer({ version: 2, state: "open" }));
    expect(openOffers(store.getState(), now, "ana")).toEqual([]);
  });
});
