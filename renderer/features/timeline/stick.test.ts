import { describe, expect, it } from "vitest";
import { staysAtEnd } from "./stick.ts";

describe("keeping the newest message in view", () => {
  const end = { top: 500, below: 0 };

  it("goes on when a row turns out taller than it was guessed", () => {
    expect(staysAtEnd(true, { top: 500, below: 120 }, end)).toBe(true);
  });

  it("goes on when what was too tall becomes shorter", () => {
    expect(staysAtEnd(true, { top: 460, below: 0 }, end)).toBe(true);
  });

  it("ends when somebody scrolls up to read", () => {
    expect(staysAtEnd(true, { top: 400, below: 100 }, end)).toBe(false);
  });

  it("does not pull back who reads further up", () => {
    expect(staysAtEnd(false, { top: 420, below: 80 }, { top: 400, below: 100 })).toBe(false);
  });

  it("begins again when he comes back to the end", () => {
    expect(staysAtEnd(false, { top: 490, below: 10 }, { top: 400, below: 100 })).toBe(true);
  });
});
