import { describe, expect, it } from "vitest";
import { inShort, troubles } from "./troubles.mjs";

const names = (output: string) => troubles(output).failed.map(({ name }) => name);

describe("what went wrong in a step", () => {
  it("is read from the last words of the end-to-end tests, the flaky ones apart", () => {
    const output = [
      "  1) [desk] › e2e/desk/story.spec.ts:24:1 › a story ───",
      "    Error: the long form",
      "  1 failed",
      "    [desk] › e2e/desk/story.spec.ts:24:1 › a story",
      "",
      "flaky: [shell] › shell/windows.spec.ts:9 › windows › second",
      "    Error: late",
      "failed: [desk] › desk/story.spec.ts:24 › a story",
      "    Error: not visible",
      "    at desk/story.spec.ts:30",
      "47 passed, 1 failed",
    ].join("\n");
    expect(troubles(output)).toEqual({
      failed: [
        {
          name: "[desk] › desk/story.spec.ts:24 › a story",
          lines: ["    Error: not visible", "    at desk/story.spec.ts:30"],
        },
      ],
      flaky: [{ name: "[shell] › shell/windows.spec.ts:9 › windows › second", lines: ["    Error: late"] }],
    });
  });

  it("is read from the list when the end-to-end tests were ended from outside", () => {
    expect(names("  ✓  1 [shell] › good (1s)\n  ✘  2 [desk] › story.spec.ts:24:1 › bad (30.0s)\n")).toEqual([
      "[desk] › story.spec.ts:24:1 › bad (30.0s)",
    ]);
  });

  it("is read from vitest: names that share an error, its first lines, its place", () => {
    const output = [
      "⎯⎯⎯⎯⎯⎯ Failed Tests 2 ⎯⎯⎯⎯⎯⎯",
      "",
      " FAIL  |unit| a.test.ts > outer > same 1",
      " FAIL  |unit| a.test.ts > outer > same 2",
      "AssertionError: expected 1 to be 2",
      "",
      "- Expected",
      " ❯ a.test.ts:4:43",
      "      2| describe(…)",
      "⎯⎯⎯⎯⎯ Uncaught Exception ⎯⎯⎯⎯⎯",
      "Error: late one",
      " ❯ Timeout._onTimeout c.test.ts:2:56",
    ].join("\n");
    expect(troubles(output).failed).toEqual([
      { name: "|unit| a.test.ts > outer > same 1", lines: [] },
      {
        name: "|unit| a.test.ts > outer > same 2",
        lines: ["AssertionError: expected 1 to be 2", "at a.test.ts:4:43"],
      },
      { name: "Uncaught Exception", lines: ["Error: late one", "at Timeout._onTimeout c.test.ts:2:56"] },
    ]);
  });

  it("is read from the compiler, the formatter and the layers", () => {
    const output = [
      "shared/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      "  error no-cycles: shared/a.ts → shared/b.ts",
      "e2e/a.ts format ━━━━━━━━━━━",
      "",
      "  × Formatter would have printed the following content:",
    ].join("\n");
    expect(names(output)).toEqual([
      "shared/a.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      "error no-cycles: shared/a.ts → shared/b.ts",
      "e2e/a.ts format",
    ]);
  });

  it("finds nothing where nothing is said", () => {
    expect(troubles("built in 3 s\nFAIL  types     3.0 s\n")).toEqual({ failed: [], flaky: [] });
  });

  it("shortens the errors before it leaves out a name, and never exceeds its room", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ name: `test ${n}`, lines: ["one", "two", "three"] }));
    expect(inShort(many(2), 18)).toHaveLength(8);
    expect(inShort(many(10), 18)).toHaveLength(10);
    expect(inShort(many(40), 18)).toHaveLength(18);
    expect(inShort(many(40), 18).at(-1)).toBe("  and 23 more");
  });
});
