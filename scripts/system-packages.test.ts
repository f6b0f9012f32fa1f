import { describe, expect, it } from "vitest";
import { ensureSystemPackages, findMissing, groups, installLine } from "./system-packages.mjs";

const linux = process.platform === "linux";

describe("the system's packages", () => {
  it("refuses a group that it does not know, and names those it does", () => {
    expect(() => findMissing(["dekstop"])).toThrow(/no group "dekstop".*desktop, display, browser, database/);
  });

  it("knows a package for everything it looks for", () => {
    for (const need of Object.values(groups).flat()) expect(need.packages.length).toBeGreaterThan(0);
  });

  it.runIf(linux)("says what is missing and the one line to run, when it may not install", () => {
    const absent = { what: "a-thing-nobody-has", packages: ["a-thing-nobody-has"], there: () => false };
    (groups as Record<string, unknown>)["for-this-test"] = [absent];

    const answer = ensureSystemPackages(["for-this-test"], { install: false });

    expect(answer).toMatchObject({ ok: false, installed: [], missing: ["a-thing-nobody-has"] });
    if (answer.line) expect(answer.line).toBe(installLine(["a-thing-nobody-has"]));
    delete (groups as Record<string, unknown>)["for-this-test"];
  });

  it("prints a line that installs without questions", () => {
    expect(installLine(["xvfb", "xauth"])).toBe(
      "sudo apt-get update && sudo apt-get install --no-install-recommends -y xvfb xauth",
    );
  });
});
