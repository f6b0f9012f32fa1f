import { describe, expect, it } from "vitest";
import { choiceAmong } from "./chosen-assistant.ts";

describe("the assistant whose conversations are shown", () => {
  it("is the chosen one as long as there is such an assistant, or nobody knows yet", () => {
    expect(choiceAmong("lumi", ["lumi", "otto"])).toBe("lumi");
    expect(choiceAmong("lumi", undefined)).toBe("lumi");
  });

  it("is all of them again when the chosen one is gone", () => {
    expect(choiceAmong("lumi", ["otto"])).toBeNull();
    expect(choiceAmong("lumi", [])).toBeNull();
    expect(choiceAmong(null, ["otto"])).toBeNull();
  });
});
