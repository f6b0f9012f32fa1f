import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createSeal } from "./seal.ts";

it("keeps a secret that only the same key opens, in the same place, unchanged", () => {
  const seal = createSeal(randomBytes(32));
  const closed = seal.close("GEZDGNBV", "user-1");
  expect(closed).not.toContain("GEZDGNBV");
  expect(seal.close("GEZDGNBV", "user-1")).not.toBe(closed);
  expect(seal.open(closed, "user-1")).toBe("GEZDGNBV");
  expect(() => seal.open(closed, "user-2")).toThrow();
  expect(() => createSeal(randomBytes(32)).open(closed, "user-1")).toThrow();
  const bytes = Buffer.from(closed, "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => seal.open(bytes.toString("base64url"), "user-1")).toThrow();
});
