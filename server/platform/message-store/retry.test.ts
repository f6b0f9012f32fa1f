import { describe, expect, it } from "vitest";
import { AppError } from "#shared/errors/app-error.ts";
import { foreseen, isFaultOfData, isPassing, isUnreachable, withRetry } from "./retry.ts";

const withCode = (code: string, message = "database") => Object.assign(new Error(message), { code });

/** Work that fails in the given ways, then succeeds. */
function work(...failures: Error[]) {
  let attempts = 0;
  const run = async () => {
    attempts++;
    const failure = failures.shift();
    if (failure) throw failure;
    return "done";
  };
  return { run, attempts: () => attempts };
}

describe("repeating what the database refuses", () => {
  it.each(["40P01", "40001", "23505", "55P03"])("repeats after %s and gives the result", async (code) => {
    const { run, attempts } = work(withCode(code), withCode(code));
    expect(await withRetry(run)).toBe("done");
    expect(attempts()).toBe(3);
  });

  it("finds the code also beneath another error", async () => {
    const wrapped = new Error("query failed", { cause: withCode("40001") });
    expect(isPassing(wrapped)).toBe(true);
    expect(isUnreachable(new Error("query failed", { cause: withCode("ECONNRESET") }))).toBe(true);
  });

  it("gives up after so many attempts, with the last failure", async () => {
    const { run, attempts } = work(...Array.from({ length: 9 }, () => withCode("40P01")));
    await expect(withRetry(run, 3)).rejects.toMatchObject({ code: "40P01" });
    expect(attempts()).toBe(3);
  });

  it.each([
    "ECONNREFUSED",
    "ECONNRESET",
    "57P01",
    "57P03",
    "53300",
    "08006",
    "ENOTFOUND",
    "EHOSTUNREACH",
    "25006",
  ])("says that the server is busy, at once, when the database is away: %s", async (code) => {
    const { run, attempts } = work(withCode(code));
    const failure = await withRetry(run).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: "server.busy", cause: { code } });
    expect(attempts()).toBe(1);
  });

  it.each([
    "Connection terminated unexpectedly",
    "Connection terminated due to connection timeout",
    "Client has encountered a connection error and is not queryable",
    "timeout exceeded when trying to connect",
    "Cannot use a pool after calling end on the pool",
  ])("knows a lost connection by its words: %s", (message) => {
    expect(isUnreachable(new Error(message))).toBe(true);
  });

  it.each([
    withCode("22P05"),
    withCode("42P01"),
    new TypeError("a bug"),
    new AppError("conversation.closed"),
  ])("does not repeat what will fail again (%#)", async (failure) => {
    const { run, attempts } = work(failure);
    await expect(withRetry(run)).rejects.toBe(failure);
    expect(attempts()).toBe(1);
  });

  it("blames the data only for what the database says of the data", () => {
    expect(
      ["22P05", "23514", "40001", "57014", "08006"].filter((code) => isFaultOfData(withCode(code))),
    ).toEqual(["22P05", "23514"]);
    expect(isFaultOfData(new AppError("server.busy"))).toBe(false);
  });

  it("takes a database that is away for a busy server, and everything else for what it is", () => {
    const starting = withCode("57P03", "the database system is starting up");
    expect(foreseen(starting)).toMatchObject({ code: "server.busy", cause: starting });
    const noSocket = Object.assign(withCode("ENOENT"), { syscall: "connect" });
    expect(foreseen(noSocket)).toMatchObject({ code: "server.busy" });

    const noFile = Object.assign(withCode("ENOENT"), { syscall: "open" });
    for (const error of [noFile, new TypeError("a bug"), new AppError("conversation.closed")])
      expect(foreseen(error)).toBe(error);
  });
});
