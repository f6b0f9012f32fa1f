import { describe, expect, it } from "vitest";
import { saidAtStart } from "./automatic-messages.ts";

describe("what somebody hears as his conversation begins", () => {
  const there = { open: true, staffed: true };

  it("is a welcome when somebody is there, and nothing when he comes back", () => {
    expect(saidAtStart(there, false)).toEqual(["welcome"]);
    expect(saidAtStart(there, true)).toEqual([]);
  });

  it("is that it will take longer when it is closed or nobody is there, coming back too", () => {
    for (const nobody of [
      { ...there, open: false },
      { ...there, staffed: false },
    ]) {
      expect(saidAtStart(nobody, false)).toEqual(["away", "welcome"]);
      expect(saidAtStart(nobody, true)).toEqual(["away"]);
    }
  });
});
