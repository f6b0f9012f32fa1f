import { describe, expect, it } from "vitest";
import * as z from "zod";
import { AppError, fail } from "#shared/errors/app-error.ts";
import { errorCatalogue } from "#shared/errors/catalogue.ts";
import { answerCommand, type Gates } from "./commands.ts";

const command = {
  access: "conversation.reply",
  input: z.object({ text: z.string().max(5), times: z.number().default(1) }),
  output: z.unknown(),
} as const;

/** Answers a command and tells which gates it passed, in order. */
async function ask(
  input: unknown,
  change: Partial<Gates<string>> = {},
  handler = async (_: string, given: unknown) => given,
) {
  const passed: string[] = [];
  const bugs: unknown[] = [];
  const gates: Gates<string> = {
    count: () => void passed.push("count"),
    admit: () => void passed.push("admit"),
    onBug: (_, error) => void bugs.push(error),
    ...change,
  };
  const run = async (call: string, given: never) => {
    passed.push("handler");
    return handler(call, given);
  };
  const answer = await answerCommand("say", command, run, "ana", input, gates);
  return { answer, passed, bugs };
}

describe("answering a command on the socket", () => {
  it("passes the gates in order and answers with what the use-case gives, its input completed", async () => {
    const { answer, passed } = await ask({ text: "hi" });
    expect(passed).toEqual(["count", "admit", "handler"]);
    expect(answer).toEqual({ ok: true, data: { text: "hi", times: 1 } });
  });

  it.each([undefined, null, 7, "text", [], {}, { text: 7 }, { text: "too long" }, { text: { $gt: "" } }])(
    "refuses what has not the right shape, names the fields, and lets nothing through (%#)",
    async (input) => {
      const { answer, passed, bugs } = await ask(input);
      expect(answer).toMatchObject({ ok: false, error: { code: "request.invalid" } });
      expect(answer.ok || answer.error.fields?.length).toBeGreaterThan(0);
      expect(passed).toEqual(["count"]);
      expect(bugs).toEqual([]);
    },
  );

  it("never repeats in a refusal what was sent", async () => {
    const { answer } = await ask({ text: "SECRET is too long" });
    expect(JSON.stringify(answer)).not.toContain("SECRET");
  });

  it("counts malformed commands too, so that a flood of them is refused", async () => {
    const { answer } = await ask("junk", { count: () => fail("request.rate_limited") });
    expect(answer).toMatchObject({ ok: false, error: { code: "request.rate_limited" } });
  });

  it("does nothing for whoever may not, and says so by the catalogue", async () => {
    const { answer, passed } = await ask({ text: "hi" }, { admit: () => fail("permission.denied") });
    expect(answer).toEqual({
      ok: false,
      error: { code: "permission.denied", message: errorCatalogue["permission.denied"].message },
    });
    expect(passed).not.toContain("handler");
  });

  it("words a foreseen failure of the use-case, and tells nobody that it was a bug", async () => {
    const { answer, bugs } = await ask({ text: "hi" }, {}, async () =>
      fail("conversation.closed", { secret: 1 }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: "conversation.closed" } });
    expect(bugs).toEqual([]);
  });

  it("says of a bug only that there was one, and reports it", async () => {
    const bug = new Error("select SECRET from users");
    const { answer, bugs } = await ask({ text: "hi" }, {}, async () => {
      throw bug;
    });
    expect(answer).toEqual({
      ok: false,
      error: { code: "internal", message: errorCatalogue.internal.message },
    });
    expect(bugs).toEqual([bug]);
    expect(bugs[0]).not.toBeInstanceOf(AppError);
  });
});
