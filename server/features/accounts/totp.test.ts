import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newTotpSecret, otpauthUrl, stepAt, stepOfCode, totpAt } from "./totp.ts";

/** The secret of RFC 6238's own examples, "12345678901234567890". */
const ofTheRfc = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("codes of authenticator apps", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("are those of RFC 6238 at second %i", (second, code) => {
    expect(totpAt(ofTheRfc, stepAt(second * 1_000))).toBe(code);
  });

  it("are taken one step early and late, and no further", () => {
    const now = 1_700_000_000_000;
    const taken = [-2, -1, 0, 1, 2].filter(
      (away) => stepOfCode(ofTheRfc, totpAt(ofTheRfc, stepAt(now) + away), now, 0) !== null,
    );
    expect(taken).toEqual([-1, 0, 1]);
  });

  it("are worth nothing once they, or a later one, were taken", () => {
    const now = 1_700_000_000_000;
    const step = stepAt(now);
    const take = (which: number, after: number) => stepOfCode(ofTheRfc, totpAt(ofTheRfc, which), now, after);
    expect(take(step, step - 1)).toBe(step);
    expect(take(step, step)).toBeNull();
    expect(take(step - 1, step)).toBeNull();
    expect(take(step + 1, step)).toBe(step + 1);
  });

  it("are not taken from another secret", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 2_000_000_000_000 }), (now) => {
        const code = totpAt(newTotpSecret(), stepAt(now));
        const chance = [-1, 0, 1].some((away) => totpAt(ofTheRfc, stepAt(now) + away) === code);
        expect(stepOfCode(ofTheRfc, code, now, -2)).toBe(chance ? expect.anything() : null);
      }),
      { numRuns: 50 },
    );
  });

  it("come of 160 random bits, told in a form that apps read", () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUrl("ABC", "ana+1@lumina.example", "Lumina & Co")).toBe(
      "otpauth://totp/Lumina%20%26%20Co:ana%2B1%40lumina.example?secret=ABC&issuer=Lumina%20%26%20Co&algorithm=SHA1&digits=6&period=30",
    );
  });
});
