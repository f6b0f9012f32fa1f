import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entryFor, findLeftOut, type Lock } from "./complete-lockfile.mjs";

describe("the lockfile", () => {
  it("lets npm ci pass: every package of every platform has its place in it", () => {
    const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8")) as Lock;
    // Mend with: node scripts/complete-lockfile.mjs
    expect([...findLeftOut(lock).keys()]).toEqual([]);
  });

  it("holds no address of a registry, so that it serves everywhere", () => {
    expect(readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8")).not.toContain(
      '"resolved": "http',
    );
  });

  it("is found wanting where a nested package names one that is nowhere", () => {
    const packages = {
      "": {},
      "node_modules/tool": {
        optionalDependencies: { "tool-linux-x64": "1.2.3", "tool-darwin-arm64": "1.2.3" },
      },
      "node_modules/tool/node_modules/tool-linux-x64": {},
    };
    expect([...findLeftOut({ packages }).keys()]).toEqual(["node_modules/tool-darwin-arm64"]);
  });

  it("is mended with what the name of a package tells", () => {
    expect(entryFor({ name: "@x/cli-linux-arm64-musl", version: "1.2.3" })).toMatchObject({
      os: ["linux"],
      cpu: ["arm64"],
      libc: ["musl"],
      optional: true,
    });
    expect(() => entryFor({ name: "left-pad", version: "1.0.0" })).toThrow(/does not tell/);
  });
});
