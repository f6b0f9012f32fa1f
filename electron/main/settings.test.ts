import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLog } from "./log.ts";
import { openSettings } from "./settings.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sidetone-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("what the desktop remembers", () => {
  it("is there after a restart", () => {
    const file = path.join(folder, "a/settings.json");
    openSettings(file, () => undefined).update({ address: "https://work.example", theme: "dark" });
    expect(openSettings(file, () => undefined).get()).toMatchObject({
      address: "https://work.example",
      theme: "dark",
    });
  });

  it("begins anew when the file is damaged, and keeps what is whole when only a part is", () => {
    const file = path.join(folder, "b.json");
    const logged: string[] = [];
    writeFileSync(file, "{ half");
    expect(openSettings(file, (what) => logged.push(what)).get()).toMatchObject({
      address: null,
      theme: "system",
    });
    expect(logged).toEqual(["settings.unreadable"]);
    writeFileSync(file, JSON.stringify({ address: "https://work.example", theme: "pink", window: 7 }));
    expect(openSettings(file, () => undefined).get()).toEqual({
      address: "https://work.example",
      theme: "system",
      window: undefined,
    });
  });
});

describe("the log", () => {
  it("writes one JSON line an event and never grows without end", () => {
    const file = path.join(folder, "logs/main.log");
    const log = openLog(file, () => undefined);
    const filler = "x".repeat(100_000);
    for (let index = 0; index < 25; index++) log("event", { index, filler });
    expect(statSync(file).size).toBeLessThan(1_200_000);
    expect(statSync(`${file}.old`).size).toBeLessThan(1_200_000);
    const last = readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({ event: "event", index: 24 });
  });
});
