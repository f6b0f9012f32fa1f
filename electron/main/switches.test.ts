import { describe, expect, it } from "vitest";
import { refusedSwitches } from "./switches.ts";

const packaged = (argv: string[], isTestBuild = false) =>
  refusedSwitches({
    isPackaged: true,
    isTestBuild,
    argv,
    hasSwitch: (name) => argv.some((word) => word.split("=")[0] === `--${name}`),
  });

describe("switches that open the app to a debugger", () => {
  it.each([
    "--remote-debugging-port=9222",
    "--remote-debugging-pipe",
    "--inspect",
    "--inspect-brk=0",
    "--js-flags=--x",
    "--disable-web-security",
  ])("a packaged app refuses %s", (word) => {
    expect(packaged([word])).toEqual([word.slice(2).split("=")[0]]);
  });

  it("a switch is found although Chromium does not know it", () => {
    expect(
      refusedSwitches({
        isPackaged: true,
        isTestBuild: false,
        argv: ["--inspect=0"],
        hasSwitch: () => false,
      }),
    ).toEqual(["inspect"]);
  });

  it("a packaged app starts with the switches that people need", () => {
    expect(
      packaged(["--user-data-dir=/tmp/x", "--no-sandbox", "--disable-gpu", "--inspector-is-not-inspect"]),
    ).toEqual([]);
  });

  it("the tests' own builds may be looked into", () => {
    expect(packaged(["--remote-debugging-port=0"], true)).toEqual([]);
    expect(
      refusedSwitches({ isPackaged: false, isTestBuild: false, argv: ["--inspect"], hasSwitch: () => true }),
    ).toEqual([]);
  });
});
