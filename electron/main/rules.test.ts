import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => ({
    file: file.replaceAll(path.sep, "/"),
    text: readFileSync(path.join(root, file), "utf8"),
  }));
const filesWith = (pattern: RegExp) =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe("the shell's own rules", () => {
  it("finds the sources it judges", () => {
    expect(sources.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["main/index.ts", "preload/index.ts"]),
    );
  });

  it("makes windows in one place", () => {
    expect(filesWith(/new (BrowserWindow|BrowserView|WebContentsView|BaseWindow)\b/)).toEqual([
      "main/windows.ts",
    ]);
  });

  it("answers the page by one wrapper", () => {
    expect(filesWith(/ipcMain\s*\./)).toEqual(["main/desktop.ts"]);
    expect(filesWith(/ipcMain\s*\.(on|once|handleOnce)\b/)).toEqual([]);
    expect(filesWith(/createAnswer\(/)).toEqual(expect.arrayContaining(["main/desktop.ts", "main/ipc.ts"]));
  });

  it("opens what is outside by one door", () => {
    expect(filesWith(/openExternal\(/)).toEqual(["main/desktop.ts"]);
    expect(filesWith(/shell\.(openPath|showItemInFolder)|child_process|\beval\(|new Function/)).toEqual([]);
  });

  it("never weakens the page", () => {
    const weak =
      /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegration\w*: true|contextIsolation: false|sandbox: false|webviewTag: true|loadFile\(/;
    expect(filesWith(weak)).toEqual([]);
  });

  it("exposes only the bridge to the page", () => {
    expect(filesWith(/contextBridge\.|exposeInMainWorld/)).toEqual(["preload/index.ts"]);
    expect(filesWith(/\bipcRenderer\b/).filter((file) => !file.startsWith("preload/"))).toEqual([]);
  });
});
