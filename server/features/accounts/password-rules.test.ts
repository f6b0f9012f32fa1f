import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PasswordRules, passwordProblem } from "./password-rules.ts";

const rules = (more: Partial<PasswordRules> = {}): PasswordRules => ({
  minLength: 8,
  person: { name: "Ana Souza", email: "ana.souza@lumina.example" },
  workspaceName: "Lumina Lamps",
  ...more,
});

describe("choosing a password", () => {
  it.each([
    "correct horse battery",
    "contraseña segura",
    "жизнь прекрасна",
    "🦊🦊🐝🐝🦊🐝🦊🦊",
    "onlylowercaseletters",
  ])("takes %s: no kind of character is asked for", async (password) =>
    expect(await passwordProblem(password, rules())).toBeNull(),
  );

  it.each(["password", "PASSWORD", "12345678", "Qwertyuiop", "baseball1", "letmein123"])(
    "refuses %s, which is known from breaches, whatever its capitals",
    async (password) => expect(await passwordProblem(password, rules())).toMatch(/breach/),
  );

  it.each([
    "ana.souza@lumina.example",
    "AnaSouza1",
    "Ana Souza",
    "lumina-2026",
    "LuminaLamps!",
    "souza.lumina",
  ])("refuses %s, which is one's own name or the workspace's with little more", async (password) =>
    expect(await passwordProblem(password, rules())).toMatch(/name/),
  );

  it("takes a long password that has one's name somewhere in it", async () => {
    expect(await passwordProblem("ana walks nine dogs", rules())).toBeNull();
  });

  it("asks for as many characters as the workspace wants, and never fewer than eight", async () => {
    expect(await passwordProblem("zebra-fox-9", rules({ minLength: 15 }))).toBe(
      "must have at least 15 characters",
    );
    expect(await passwordProblem("zebra-9", rules({ minLength: 1 }))).toBe("must have at least 8 characters");
  });

  it("counts what looks like one character as one", async () => {
    expect(await passwordProblem("🦊🐝🦊🐝", rules())).toMatch(/at least 8/);
  });

  it.each([
    ["a NUL", "pass\u0000word-zebra"],
    ["half a character", "zebra-\ud800-fox-lamp"],
    ["one character over and over", "zzzzzzzzzzzzzz"],
    ["more than 128 characters", "zebra fox ".repeat(13)],
  ])("refuses %s", async (_, password) => expect(await passwordProblem(password, rules())).not.toBeNull());

  it("takes every random password from 12 to 128 characters, and none that is shorter than asked", async () => {
    const text = (minLength: number, maxLength: number) =>
      fc.string({ minLength, maxLength, unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789 -") });
    await fc.assert(
      fc.asyncProperty(text(12, 128), async (password) => {
        fc.pre(new Set(password).size > 6 && !/ana|souza|lumina|lamps|example/.test(password));
        expect(await passwordProblem(password, rules())).toBeNull();
      }),
    );
    await fc.assert(
      fc.asyncProperty(text(0, 11), async (password) => {
        expect(await passwordProblem(password, rules({ minLength: 12 }))).toMatch(/at least 12/);
      }),
    );
  });
});
