import { describe, expect, it } from "vitest";
import { staysAtEnd } from "./stick.ts";

describe("keeping the newest message in view", () => {
  it("goes on when rows turn out taller or shorter than they were guessed", () => {
    expect(staysAtEnd(true, 120, false)).toBe(true);
  });

  it("ends when somebody scrolls up to read", () => {
    expect(staysAtEnd(true, 120, true)).toBe(false);
  });

  it("does not pull back who reads further up, whatever grows meanwhile", () => {
    expect(staysAtEnd(false, 120, false)).toBe(false);
  });

  it("begins again when he comes back to the end", () => {
    expect(staysAtEnd(false, 10, true)).toBe(true);
  });
});
