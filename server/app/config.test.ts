import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

describe("the server's environment", () => {
  it("needs no variable at all", () => {
    expect(readConfig({})).toMatchObject({
      port: 7100,
      host: "127.0.0.1",
      publicUrl: "http://localhost:7100",
      databaseUrl: null,
      dataDir: "./.data",
      demo: false,
      trustProxy: false,
    });
  });

  it("counts an empty variable as not given", () => {
    expect(readConfig({ DATABASE_URL: "", PORT: "" })).toMatchObject({ databaseUrl: null, port: 7100 });
  });

  it.each([
    ["PORT", "abc"],
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["HOST", "a b"],
    ["PUBLIC_URL", "ftp://desk.example"],
    ["PUBLIC_URL", "https://desk.example/path"],
    ["PUBLIC_URL", "desk.example"],
    ["DATABASE_URL", "mysql://root@localhost/x"],
    ["REDIS_URL", "http://localhost"],
    ["SIDETONE_SECRET", "short"],
    ["LOG_LEVEL", "loud"],
    ["DEMO", "yes"],
    ["ALLOWED_ORIGINS", "https://a.example, nonsense"],
    ["TRUST_PROXY", "true"],
    ["MEDIA_TURN_URLS", "turn.example:3478"],
    ["MEDIA_TURN_URLS", "turn:turn.example"],
    ["MEDIA_TURN_SECRET", "north wind over the sea"],
    ["NODE_ENV", "staging"],
    ["SIDETONE_SECRT", "x".repeat(40)],
  ])("stops at %s=%s with one sentence that names it", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} .*\\.$`));
    expect(problems[0]).not.toContain("\n");
  });

  it("names every wrong variable at once", () => {
    expect(problemsOf({ PORT: "abc", DEMO: "yes", SIDETONE_TYPO: "1" })).toHaveLength(3);
  });

  it("never repeats a secret in a sentence", () => {
    expect(problemsOf({ SIDETONE_SECRET: "hunter2" }).join()).not.toContain("hunter2");
    expect(problemsOf({ DATABASE_URL: "mysql://u:hunter2@h/x" }).join()).not.toContain("hunter2");
  });

  it("refuses several servers without a secret that they share", () => {
    const REDIS_URL = "redis://127.0.0.1:6379";
    expect(problemsOf({ REDIS_URL })[0]).toContain("SIDETONE_SECRET");
    expect(problemsOf({ REDIS_URL, SIDETONE_SECRET: "x".repeat(32) })).toEqual([]);
  });

  it("refuses demo accounts and plain http in production", () => {
    expect(problemsOf({ NODE_ENV: "production", DEMO: "1" })).toHaveLength(1);
    expect(problemsOf({ NODE_ENV: "production", PUBLIC_URL: "http://desk.example" })).toHaveLength(1);
    expect(problemsOf({ NODE_ENV: "production", PUBLIC_URL: "https://desk.example" })).toEqual([]);
  });
});
