import { Encoder } from "@evan/opus";
import { expect, it } from "vitest";
import { createPhoneVoice } from "./phone-voice.ts";

/** A phone's voice at a clock that is set by hand; `told` are the timestamps under which the engine gets it. */
function aVoice() {
  const told: number[] = [];
  const time = { ms: 0 };
  const voice = createPhoneVoice(
    (_frame, timestamp) => told.push(timestamp),
    () => time.ms,
  );
  const silence = new Uint8Array(160).fill(0xd5);
  const opus = new Encoder({ channels: 1, sample_rate: 16_000, application: "voip" });
  const frame = () => Uint8Array.from(opus.encode(new Int16Array(320)));
  return {
    g711(timestamp: number, at: number): void {
      time.ms = at;
      voice.hear("PCMA", timestamp >>> 0, silence);
    },
    opus(timestamp: number, at: number): void {
      time.ms = at;
      voice.hearOpus(timestamp >>> 0, frame());
    },
    /** Steps between what was told, ms. */
    steps: () => told.slice(1).map((one, index) => ((one - (told[index] ?? 0)) >>> 0) / 48),
  };
}

it("goes on in time through pauses that the phone counts, over the end of its numbers", () => {
  const voice = aVoice();
  const start = -320;
  voice.g711(start, 0);
  voice.g711(start + 160, 20);
  voice.g711(start + 320, 40);
  voice.g711(start + 320 + 8_000, 1_040);
  expect(voice.steps()).toEqual([20, 20, 1_000]);
});

it("goes on in time after a hold in which the phone's clock stood still, or began anew", () => {
  const voice = aVoice();
  voice.g711(0, 0);
  voice.g711(160, 60_000);
  voice.g711(900_000_000, 90_000);
  expect(voice.steps()).toEqual([60_000, 30_000]);
});

it("takes what was under way for a while for words of then, so that nobody new hears them", () => {
  const voice = aVoice();
  voice.g711(0, 0);
  voice.g711(160, 3_000);
  voice.g711(320, 3_000);
  expect(voice.steps()).toEqual([20, 20]);
});

it("goes on in time when the phone changes its codec, and in its own steps within one", () => {
  const voice = aVoice();
  voice.g711(0, 0);
  voice.opus(77_000, 100);
  voice.opus(77_960, 120);
  voice.g711(5_000, 400);
  voice.opus(1_000, 500);
  expect(voice.steps()).toEqual([100, 20, 280, 100]);
});
