import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { coldStartMs } from "../cold-start.ts";
import { REFRESH_TOKEN } from "./fake-server.ts";
import { test as base, expect, pageOf } from "./fixtures.ts";
import { type Keyring, startKeyring } from "./keyring.ts";

const right = { email: "ada@shop.example", password: "right" };

const test = base.extend<{ keyring: Keyring }>({
  keyring: [
    async ({}, use) => {
      const keyring = await startKeyring();
      await use(keyring);
      await keyring.stop();
    },
    { timeout: coldStartMs },
  ],
});

const state = (page: Page) => page.evaluate(() => window.desktop?.call("auth.state"));
const signIn = (page: Page) => page.evaluate((input) => window.desktop?.call("auth.signIn", input), right);
const me = (page: Page, address: string) =>
  page.evaluate(async (server) => (await fetch(`${server}/api/v1/me`)).status, address);

/** Every file under the folder that holds the text, as it is or as some encoders would write it. */
function filesWith(folder: string, text: string): string[] {
  const forms = [
    Buffer.from(text),
    Buffer.from(text, "utf16le"),
    Buffer.from(Buffer.from(text).toString("base64").slice(0, -4)),
  ];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const body = readFileSync(file);
      return forms.some((form) => body.includes(form));
    });
}

// Each starts the desktop two or three times.
test.describe.configure({ timeout: 240_000 });

test.describe("with the operating system's keychain", () => {
  test.skip(process.platform !== "linux", "GNOME's keyring stands for the keychain");

  test("a sign-in outlives a restart, sealed on the disk, until the sign-out", async ({
    keyring,
    launch,
    server,
    userData,
  }) => {
    const start = () => launch({ env: keyring.env, keychain: true });
    const sealed = path.join(userData, "session.bin");

    const first = await start();
    let page = await pageOf(first);
    expect(await state(page)).toEqual({ signedIn: false, persistence: "keychain" });
    expect(await signIn(page)).toEqual({ ok: true, persistence: "keychain" });
    expect(await me(page, server.address)).toBe(200);
    // Chromium's mark for a key that lies in the keychain; its key for want of one would say v10.
    expect(readFileSync(sealed).subarray(0, 3).toString()).toBe("v11");
    await first.close();
    expect(filesWith(userData, REFRESH_TOKEN)).toEqual([]);
    expect(filesWith(userData, server.current())).toEqual([]);

    const second = await start();
    page = await pageOf(second);
    expect(await state(page)).toEqual({ signedIn: true, persistence: "keychain" });
    expect(await me(page, server.address)).toBe(200);
    expect(server.asked("/api/auth/sign-in/email")).toHaveLength(1);
    await page.evaluate(() => window.desktop?.call("auth.signOut"));
    expect(existsSync(sealed)).toBe(false);
    expect(server.asked("/api/auth/sign-out")).toHaveLength(1);
    await second.close();

    page = await pageOf(await start());
    expect(await state(page)).toEqual({ signedIn: false, persistence: "keychain" });
  });

  test("a sealed sign-in is worth nothing with another keychain", async ({ keyring, launch, userData }) => {
    const first = await launch({ env: keyring.env, keychain: true });
    await signIn(await pageOf(first));
    await first.close();

    const stranger = await startKeyring();
    try {
      const second = await launch({ env: stranger.env, keychain: true });
      const page = await pageOf(second);
      expect(await state(page)).toEqual({ signedIn: false, persistence: "keychain" });
      expect(readFileSync(path.join(userData, "logs/main.log"), "utf8")).toContain("vault.unreadable");
      await second.close();
    } finally {
      await stranger.stop();
    }
  });
});

test("without a keychain a sign-in stays in memory, nothing is written, and a restart ends it", async ({
  launch,
  server,
  userData,
}) => {
  // A session without a bus: there is nobody to ask for a keychain.
  const bare = { env: { DBUS_SESSION_BUS_ADDRESS: "disabled:" }, keychain: true };
  const first = await launch(bare);
  let page = await pageOf(first);
  expect(await signIn(page)).toEqual({ ok: true, persistence: "memory" });
  expect(await me(page, server.address)).toBe(200);
  await first.close();
  expect(existsSync(path.join(userData, "session.bin"))).toBe(false);
  expect(filesWith(userData, REFRESH_TOKEN)).toEqual([]);

  page = await pageOf(await launch(bare));
  expect(await state(page)).toEqual({ signedIn: false, persistence: "memory" });
});
