import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Medium, media, perMedium } from "../media.ts";
import { leastWeight, mostWeight, usualWeight } from "../queue-rules.ts";
import { hasRoom, isFull, type Loaded, loadOf, roomFor, workingOf } from "./index.ts";

const item = (medium: Medium, more: { parked?: boolean; idleSeconds?: number; weight?: number } = {}) => ({
  ...{ medium, parked: false, idleSeconds: 0, weight: usualWeight },
  ...more,
});
const usual = { chat: 4, voice: 1, video: 1 };
const deskOf = (items: readonly ReturnType<typeof item>[], most = usual, idleChatSeconds = 0): Loaded => ({
  most,
  ...workingOf(items, idleChatSeconds),
});
const several = (count: number, medium: Medium, weight = usualWeight) =>
  Array.from({ length: count }, () => item(medium, { weight }));

const most = fc.record(perMedium(() => fc.integer({ min: 0, max: 20 })));
const weight = fc.integer({ min: leastWeight, max: mostWeight });
const arrivals = fc.array(fc.tuple(fc.constantFrom(...media), weight), { maxLength: 60 });

describe("the load of a desk", () => {
  it("is filled by four chats or by one call where nobody has said anything else", () => {
    expect(loadOf(deskOf(several(2, "chat")))).toBe(0.5);
    expect(loadOf(deskOf(several(4, "chat")))).toBe(1);
    expect(loadOf(deskOf(several(1, "voice")))).toBe(1);
    expect(hasRoom(deskOf(several(3, "chat")), "chat")).toBe(true);
    expect(hasRoom(deskOf(several(4, "chat")), "chat")).toBe(false);
    expect(hasRoom(deskOf(several(1, "chat")), "voice")).toBe(false);
    expect(hasRoom(deskOf(several(1, "video")), "chat")).toBe(false);
  });

  it("has as many places of each medium as the account says, and none where it says none", () => {
    const two = { chat: 4, voice: 2, video: 0 };
    expect(hasRoom(deskOf(several(1, "voice"), two), "voice")).toBe(true);
    expect(hasRoom(deskOf(several(2, "voice"), two), "voice")).toBe(false);
    expect(hasRoom(deskOf([], two), "video")).toBe(false);
    // A call takes half of the desk, so two chats fit beside it.
    expect(roomFor(deskOf(several(1, "voice"), two), "chat")).toBe(2);
  });

  it("goes by the weight that the queue gives its conversations", () => {
    const lightCall = deskOf(several(1, "voice", 50));
    expect(roomFor(lightCall, "chat")).toBe(2);
    expect(hasRoom(lightCall, "voice", 50)).toBe(false);
    const heavyChats = deskOf(several(1, "chat", 200));
    expect([hasRoom(heavyChats, "chat", 200), hasRoom(heavyChats, "voice", 50)]).toEqual([true, true]);
    expect(hasRoom(deskOf(several(2, "chat", 200)), "chat", leastWeight)).toBe(false);
    // Light ones leave room for other media, not for more of their own than he takes.
    expect(hasRoom(deskOf(several(4, "chat", 50)), "chat", 50)).toBe(false);
    expect(hasRoom(deskOf(several(4, "chat", 50)), "voice", 50)).toBe(true);
  });

  it("bears on an empty desk what weighs more than all of it, and nothing beside it", () => {
    const one = { chat: 1, voice: 1, video: 1 };
    expect(hasRoom(deskOf([], one), "chat", mostWeight)).toBe(true);
    expect(isFull(deskOf(several(1, "chat", mostWeight), one))).toBe(true);
  });

  it("is not weighed on by what is parked, nor by idle chats where that is wished", () => {
    const desk = [
      item("chat", { idleSeconds: 100 }),
      item("chat", { parked: true }),
      item("voice", { idleSeconds: 500, weight: 25 }),
    ];
    expect(loadOf(deskOf(desk))).toBe(0.5);
    expect(loadOf(deskOf(desk, usual, 60))).toBe(0.25);
  });

  it("never holds more of a medium than is taken, nor more together than a whole, whatever comes in which order", () => {
    fc.assert(
      fc.property(most, arrivals, (ofHim, all) => {
        const taken: ReturnType<typeof item>[] = [];
        for (const [medium, itsWeight] of all) {
          const now = deskOf(taken, ofHim);
          if (!hasRoom(now, medium, itsWeight)) continue;
          expect(isFull(now)).toBe(false);
          taken.push(item(medium, { weight: itsWeight }));
        }
        const end = deskOf(taken, ofHim);
        for (const medium of media) expect(end.working[medium]).toBeLessThanOrEqual(ofHim[medium]);
        if (taken.length > 1) expect(loadOf(end)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has room for exactly as many as it says, whatever thirds and sevenths its shares are", () => {
    fc.assert(
      fc.property(most, fc.constantFrom(...media), fc.constantFrom(...media), (ofHim, first, then) => {
        const taken = ofHim[first] > 0 ? several(1, first) : [];
        const fits = roomFor(deskOf(taken, ofHim), then);
        for (let more = 0; more < fits; more++) {
          expect(hasRoom(deskOf(taken, ofHim), then)).toBe(true);
          taken.push(item(then));
        }
        expect(hasRoom(deskOf(taken, ofHim), then)).toBe(false);
      }),
    );
  });
});
