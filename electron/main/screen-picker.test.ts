import { describe, expect, it } from "vitest";
import { createScreenPicker } from "./screen-picker.ts";

const screens = [
  { id: "screen:0", name: "Entire screen" },
  { id: "window:7", name: "Orders & stock" },
];
const ours = { frame: { url: "app://sidetone/", parent: null }, videoRequested: true };

/** A picker whose menu is answered by the test. */
function aPicker(choose: (labels: string[]) => number | undefined) {
  const asked: string[][] = [];
  const pick = createScreenPicker({
    list: async () => screens,
    open(entries, closed) {
      asked.push(entries.map(({ label }) => label));
      const chosen = choose(asked.at(-1) ?? []);
      closed();
      if (chosen !== undefined) entries[chosen]?.click();
    },
  });
  return { pick, asked };
}

describe("sharing the screen", () => {
  it("shows what the person has chosen in the system's menu, also when the click is told late", async () => {
    const { pick, asked } = aPicker(() => 1);
    expect(await pick(ours)).toBe(screens[1]);
    expect(asked).toEqual([["Entire screen", "Orders && stock"]]);
  });

  it("shows nothing when the menu was closed without a choice", async () => {
    expect(await aPicker(() => undefined).pick(ours)).toBeUndefined();
  });

  it.each([
    ["a foreign page", { ...ours, frame: { url: "https://evil.example/", parent: null } }],
    ["a frame inside ours", { ...ours, frame: { url: "app://sidetone/", parent: {} } }],
    ["a page that is gone", { ...ours, frame: null }],
    ["somebody who wants the sound alone", { ...ours, videoRequested: false }],
  ])("does not even ask for %s", async (_who, request) => {
    const { pick, asked } = aPicker(() => 0);
    expect([await pick(request), asked]).toEqual([undefined, []]);
  });

  it("asks once at a time", async () => {
    const { pick, asked } = aPicker(() => 0);
    const both = await Promise.all([pick(ours), pick(ours)]);
    expect([both, asked.length]).toEqual([[screens[0], undefined], 1]);
  });
});
