import { describe, expect, it } from "vitest";
import { changedParts } from "./changed-parts.ts";

describe("what an entry of the log holds", () => {
  it("is the parts that differ, as they were and as they are", () => {
    const before = { name: "Night", leaders: ["Sara"], calls: null };
    expect(changedParts(before, { ...before, leaders: ["Sara", "Tom"] })).toEqual({
      before: { leaders: ["Sara"] },
      after: { leaders: ["Sara", "Tom"] },
    });
  });

  it("is nothing when nothing has changed", () => {
    expect(changedParts({ leaders: ["Sara"] }, { leaders: ["Sara"] })).toBeNull();
  });
});
