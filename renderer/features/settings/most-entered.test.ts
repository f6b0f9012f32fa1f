import { describe, expect, it } from "vitest";
import { mostEntered } from "./most-entered.ts";

describe("how many of a medium an agent takes at once", () => {
  it("is as usual when the field is emptied, and none only when 0 is written", () => {
    expect(mostEntered("", "chat")).toBe(4);
    expect(mostEntered("", "voice")).toBe(1);
    expect(mostEntered("-", "video")).toBe(1);
    expect(mostEntered(0, "chat")).toBe(0);
    expect(mostEntered("0", "chat")).toBe(0);
    expect(mostEntered(7, "chat")).toBe(7);
  });
});
