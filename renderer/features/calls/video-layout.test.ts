import { describe, expect, it } from "vitest";
import { mainOf } from "./video-layout.ts";

const face = { shown: true, area: 960 * 540 };
const screen = { shown: true, area: 1_920 * 1_080 };
const empty = { shown: false, area: 4_000 * 2_000 };

describe("which picture of a video call is large", () => {
  it.each([
    ["speaker", [face, screen], 0],
    ["small", [empty, screen], 1],
    ["screen", [face, screen], 1],
    ["screen", [empty, face], 1],
    ["screen", [face, face], 0],
    ["grid", [face, screen], null],
    ["speaker", [empty], null],
  ] as const)("%s", (layout, pictures, main) => expect(mainOf(layout, pictures)).toBe(main));
});
