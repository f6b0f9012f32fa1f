import { expect, it } from "vitest";
import { privacyGate } from "./privacy-gate.ts";

const ms = (time: number) => time * 48;

it("keeps back what was on its way when a listener was let in, by either clock", () => {
  const isOpen = privacyGate({ timestamp: ms(5_000), at: 1_000 }, 1_010, 48_000, 200);
  expect(isOpen(ms(5_020), 1_020)).toBe(false);
  // The network held it back: it comes late, but was said before.
  expect(isOpen(ms(5_100), 1_400)).toBe(false);
  // The process stood still: much came at once.
  expect(isOpen(ms(5_300), 1_100)).toBe(false);
  expect(isOpen(ms(5_215), 1_215)).toBe(true);
});

it("counts over the end of the numbers", () => {
  const end = 0xffff_ffff - ms(50);
  const isOpen = privacyGate({ timestamp: end, at: 1_000 }, 1_000, 48_000, 200);
  expect(isOpen(ms(100), 1_300)).toBe(false);
  expect(isOpen(ms(160), 1_300)).toBe(true);
  expect(isOpen(end - ms(20), 1_300)).toBe(false);
});

it.each([900, 1_500])(
  "keeps back what comes in one burst after the line stood still for %i ms",
  (stalledMs) => {
    const changedAt = 1_000 + stalledMs;
    const isOpen = privacyGate({ timestamp: 0, at: 1_000 }, changedAt, 48_000, 200);
    for (let said = 20; said <= stalledMs; said += 20) expect(isOpen(ms(said), changedAt + 250)).toBe(false);
    expect(isOpen(ms(stalledMs + 260), changedAt + 260)).toBe(true);
  },
);

it("does not keep a sender out for ever whose own clock stands still", () => {
  const isOpen = privacyGate({ timestamp: 500, at: 1_000 }, 1_000, 48_000, 200);
  expect(isOpen(501, 2_000)).toBe(false);
  expect(isOpen(501, 6_100)).toBe(true);
});

it("lets in at once whoever has just come, and soon whoever was silent for a while", () => {
  expect(privacyGate(undefined, 1_000, 48_000, 200)(0, 1_000)).toBe(true);
  expect(privacyGate({ timestamp: 0, at: 1_000 }, 2_500, 48_000, 200)(ms(1_710), 2_710)).toBe(true);
});
