import { Decoder } from "@evan/opus";
import { describe, expect, it, vi } from "vitest";
import { Language } from "#shared/contract/ids.ts";
import { createSoundClock } from "./sound-clock.ts";
import { soundLibrary } from "./sound-library.ts";
import { holdMusic } from "./sound-waves.ts";

it("the music begins anew without a click, and is never loud", () => {
  const samples = holdMusic();
  const step = (index: number) => Math.abs((samples[index] ?? 0) - (samples.at(index - 1) ?? 0));
  const steps = Array.from(samples, (_, index) => step(index));
  expect(steps[0]).toBeLessThanOrEqual(steps.slice(1).reduce((most, one) => Math.max(most, one), 0));
  expect(samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)).toBeLessThan(0.4 * 0x8000);
});

describe("the clock of sounds", () => {
  it("stays in time when the process stood still, and calls what it left out no loss", () => {
    vi.useFakeTimers();
    try {
      let now = 0;
      const sent: { sequence: number; timestamp: number }[] = [];
      const stop = createSoundClock(() => now).play(
        soundLibrary().music,
        ({ header }) => sent.push({ sequence: header.sequenceNumber, timestamp: header.timestamp }),
        () => {},
      );
      const tick = (ms: number) => {
        now += ms;
        vi.advanceTimersByTime(20);
      };
      for (let index = 0; index < 9; index++) tick(20);
      expect(sent.map(({ timestamp }) => timestamp / 960)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      tick(1_000);
      expect(sent.slice(10).map(({ timestamp }) => timestamp / 960)).toEqual([57, 58, 59]);
      expect(sent.map(({ sequence }) => sequence)).toEqual([...sent.keys()]);
      stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});

it("what is said to phones is there in every language, and is speech of some seconds", () => {
  for (const sentence of ["recorded", "ask"] as const)
    for (const language of Language.options) {
      const { frames, loops } = soundLibrary()[`${sentence}-${language}`];
      expect(frames.length / 50).toBeGreaterThan(1);
      expect(frames.length / 50).toBeLessThan(8);
      expect(loops).toBe(false);
      const decoder = new Decoder({ channels: 1, sample_rate: 8000 });
      const samples = frames.flatMap((frame) => [...new Int16Array(decoder.decode(frame).slice().buffer)]);
      const loudness = Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length) / 0x8000;
      expect(loudness).toBeGreaterThan(0.01);
    }
});
