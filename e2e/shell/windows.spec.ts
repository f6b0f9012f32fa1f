import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { executable, expect, heard, test } from "./fixtures.ts";

const conversation = "018f2c1e-5b7a-7c3d-9e21-0a1b2c3d4e5f";

test.describe("windows and the operating system", () => {
  test("a second start hands its deep link to the first and ends", async ({ page, appFolder, userData }) => {
    const code = await new Promise<number | null>((resolve) => {
      const words = [
        appFolder,
        `--user-data-dir=${userData}`,
        "--no-sandbox",
        "--disable-gpu",
        `sidetone://conversation/${conversation}`,
      ];
      // One that stays is the fault that is looked for, and must not outlive the test: killed, it has no code.
      spawn(executable, words, { stdio: "ignore", timeout: 60_000, killSignal: "SIGKILL" }).once(
        "exit",
        resolve,
      );
    });
    expect(code).toBe(0);
    await expect.poll(() => heard(page)).toContainEqual(["path.requested", `/workspace/${conversation}`]);
  });

  test("a hostile deep link only brings the window to the front", async ({ page, app }) => {
    await app.evaluate(({ app: electron }) => {
      for (const link of [
        "sidetone://--inspect",
        "sidetone://conversation/../../x",
        `sidetone://workspace/${"x".repeat(300)}`,
        "sidetone://dial/*21*1#",
      ])
        electron.emit("second-instance", {}, ["electron", link], "/", null);
    });
    // One that is good comes after them: once it is heard, they would have been.
    await app.evaluate(
      ({ app: electron }, link) => electron.emit("second-instance", {}, ["electron", link], "/", null),
      `sidetone://conversation/${conversation}`,
    );
    await expect.poll(() => heard(page)).not.toEqual([]);
    expect(await heard(page)).toEqual([["path.requested", `/workspace/${conversation}`]]);
  });

  test("a second window opens at its place, behind the same walls", async ({ page, app }) => {
    const opened = app.waitForEvent("window");
    await page.evaluate(() => window.desktop?.call("window.openSecond", { path: "/monitor" }));
    const second = await opened;
    await second.locator("html[data-ready=yes]").waitFor();
    expect(new URL(second.url()).pathname).toBe("/monitor");
    expect(await second.evaluate(() => typeof (window as { require?: unknown }).require)).toBe("undefined");
    expect(await second.evaluate(() => window.desktop?.call("app.info"))).toMatchObject({
      name: "Sidetone",
      packaged: false,
    });
  });

  test("waking from sleep is told to every window", async ({ page, app }) => {
    await app.evaluate(({ powerMonitor }) => powerMonitor.emit("resume"));
    await expect.poll(async () => (await heard(page)).map(([name]) => name)).toEqual(["power.resumed"]);
  });

  test("a click on a notification leads to its place", async ({ page, app }) => {
    await app.evaluate(({ Notification }) => {
      Notification.isSupported = () => true;
      Notification.prototype.show = function show() {
        setTimeout(() => this.emit("click"), 20);
      };
    });
    const asked = { id: "offer-1", title: "New conversation", body: "Billing", path: "/workspace/1" };
    expect(await page.evaluate((input) => window.desktop?.call("notification.show", input), asked)).toEqual({
      shown: true,
    });
    await expect
      .poll(() => heard(page))
      .toEqual([["notification.clicked", { id: "offer-1", path: "/workspace/1" }]]);
  });

  test("a crashed page comes back", async ({ app }) => {
    await app.firstWindow();
    const title = await app.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      if (!window) return "no window";
      const back = new Promise<void>((resolve) => {
        window.webContents.once("did-finish-load", () => resolve());
      });
      window.webContents.forcefullyCrashRenderer();
      await back;
      return window.webContents.executeJavaScript("document.querySelector('h1').textContent");
    });
    expect(title).toBe("Shell");
  });

  test("the window comes back where it was", async ({ launch }) => {
    const place = { x: 60, y: 70, width: 1010, height: 640 };
    const first = await launch();
    await first.firstWindow();
    await first.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      place,
    );
    await first.close();
    const second = await launch();
    await second.firstWindow();
    const bounds = await second.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toEqual(place);
  });

  test("the log names the versions and holds nothing that was typed", async ({ page, userData }) => {
    await page.evaluate(() =>
      window.desktop?.call("auth.signIn", { email: "typed@shop.example", password: "typed-secret" }),
    );
    const log = readFileSync(path.join(userData, "logs/main.log"), "utf8");
    expect(log).toContain('"event":"app.started"');
    expect(log).toMatch(/"electron":"\d+\./);
    expect(log).not.toContain("typed");
  });
});
