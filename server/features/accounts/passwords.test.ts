import { describe, expect, it } from "vitest";
import { createPasswords } from "./passwords.ts";

describe("passwords", () => {
  const passwords = createPasswords();

  it("are kept as argon2id with OWASP's cost", async () => {
    expect(await passwords.hash("correct horse")).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("count to their last character", async () => {
    const long = "a".repeat(128);
    const hash = await passwords.hash(long);
    expect(await passwords.verify({ hash, password: long })).toBe(true);
    expect(await passwords.verify({ hash, password: `${"a".repeat(127)}b` })).toBe(false);
  });

  it.each([
    ["a NUL in the middle", "pass\u0000word", "pass"],
    ["composed and decomposed letters", "caf\u00e9-secret", "cafe\u0301-secret"],
    ["capitals", "Password-1", "password-1"],
  ])("match only exactly: %s", async (_, right, wrong) => {
    const hash = await passwords.hash(right);
    expect(await passwords.verify({ hash, password: right })).toBe(true);
    expect(await passwords.verify({ hash, password: wrong })).toBe(false);
  });

  it("wait in line, and a line that is too long is refused as busy", async () => {
    const few = createPasswords({ atOnce: 1, longestLine: 2 });
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => few.hash("flood flood")));
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(answers[4]).toMatchObject({ reason: { code: "server.busy" } });
    await expect(few.hash("after the flood")).resolves.toContain("argon2id");
  });
});
