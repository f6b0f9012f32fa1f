import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";

const planted = "PLANTED-7f3a";

const written = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  write(createLogger("trace", { write: (line: string) => void lines.push(line) }));
  const output = lines.join("");
  expect(output).not.toBe("");
  return output;
};

describe("the server's log", () => {
  it.each([
    ["a bearer token in headers", { req: { headers: { authorization: `Bearer ${planted}` } } }],
    ["a cookie", { headers: { cookie: `s=${planted}`, "set-cookie": [`s=${planted}`] } }],
    ["a session token", { session: { token: planted } }],
    ["a password", { input: { password: planted, newPassword: planted } }],
    ["a message's text", { event: { body: { text: planted } } }],
    ["a message's text near the top", { text: planted, message: { text: planted } }],
    ["a secret", { config: { secret: planted } }],
  ])("does not hold %s", (_, context) => {
    expect(written((log) => log.info(context, "something happened"))).not.toContain(planted);
  });

  it("tells of a failed query without its parameters, which are people's messages", () => {
    const cause = Object.assign(new Error(`value "${planted}" is too long`), {
      code: "22001",
      severity: "ERROR",
      detail: planted,
    });
    const error = Object.assign(new Error(`Failed query: insert\nparams: ${planted}`, { cause }), {
      query: "insert into conversation_events values ($1)",
      params: [planted],
    });
    const output = written((log) => log.error({ err: error }, "failed"));
    expect(output).not.toContain(planted);
    expect(output).toContain("insert into conversation_events");
    expect(output).toContain("22001");
  });

  it("keeps what one needs to find a bug", () => {
    const output = written((log) =>
      log.error({ err: new Error("the index ran out"), reqId: "r1" }, "failed"),
    );
    expect(JSON.parse(output)).toMatchObject({
      level: "error",
      reqId: "r1",
      msg: "failed",
      err: { type: "Error", message: "the index ran out", stack: expect.stringContaining("logger.test.ts") },
    });
  });
});
