import { describe, expect, it } from "vitest";
import { dispositionKey, untouchedDisposition } from "./dispositions.ts";

describe("dispositions", () => {
  it("get a key of plain letters that nobody else has", () => {
    expect(dispositionKey("Já paga!", [])).toBe("ja_paga");
    expect(dispositionKey("Resolved", ["resolved", "resolved_2"])).toBe("resolved_3");
    expect(dispositionKey("已解决", ["disposition"])).toBe("disposition_2");
    expect(dispositionKey("x".repeat(80), [])).toMatch(/^[a-z0-9_]{1,64}$/);
  });

  it("are translated as long as nobody has named them otherwise", () => {
    expect(untouchedDisposition("spam", "Spam")).toBe("spam");
    expect(untouchedDisposition("spam", null)).toBe("spam");
    expect(untouchedDisposition("spam", "Junk")).toBeUndefined();
    expect(untouchedDisposition("ja_paga", "Já paga")).toBeUndefined();
  });
});
