import { rmSync } from "node:fs";
import path from "node:path";
import { _electron, type ElectronApplication, expect, type Locator, type Page } from "@playwright/test";
import { coldStartMs } from "../../cold-start.ts";

const root = path.resolve(import.meta.dirname, "../../..");

/** An agent's desktop: the real Electron app, with what an agent sees and does. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** kill -9 of the whole program. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** The server that `npm start` would name; null: the desktop has to ask. */
  readonly address: string | null;
  readonly userData: string;
  /** More for the command line, as a microphone that is a tone. */
  readonly args?: readonly string[];
}

/** Starts the built desktop. */
export async function startDesk({ address, userData, args = [] }: DeskOptions): Promise<Desk> {
  const { SIDETONE_ADDRESS: _outer, ...env } = process.env as Record<string, string>;
  const app = await _electron.launch({
    // No executablePath: Playwright's own loader then holds the app until it is attached. See e2e/shell/fixtures.ts.
    args: [root, `--user-data-dir=${userData}`, "--disable-gpu", "--lang=en-US", ...args],
    env: { ...env, ...(address !== null && { SIDETONE_ADDRESS: address }) },
    timeout: coldStartMs,
  });
  // What would go to the system is written down instead: there is no taskbar here.
  await app.evaluate(({ app: electron, Notification }) => {
    const seen = { badge: 0, notices: [] as string[] };
    (globalThis as unknown as { seen: typeof seen }).seen = seen;
    electron.setBadgeCount = (count = 0) => {
      seen.badge = count;
      return true;
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function show() {
      seen.notices.push(this.title);
    };
  });
  const page = await app.firstWindow({ timeout: coldStartMs });
  const child = app.process();
  let gone = false;
  child.once("exit", () => {
    gone = true;
  });
  return {
    app,
    page,
    userData,
    async kill() {
      const ended = new Promise((resolve) => (gone ? resolve(0) : child.once("exit", resolve)));
      child.kill("SIGKILL");
      await ended;
    },
    async close() {
      if (gone) return;
      await Promise.race([
        app.close().catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, 8_000)),
      ]);
      if (!gone) child.kill("SIGKILL");
    },
  };
}

export const forget = (userData: string) => rmSync(userData, { recursive: true, force: true, maxRetries: 5 });

/** What the operating system was told: the badge's number and the titles of notifications. */
export const toldTheSystem = (desk: Desk) =>
  desk.app.evaluate(() => (globalThis as unknown as { seen: { badge: number; notices: string[] } }).seen);

/** Whether a sound comes out of the window, as Chromium measures it. */
export const isAudible = (desk: Desk) =>
  desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.webContents.isCurrentlyAudible()),
  );

export const password = "sidetone-demo";

/** Fills the sign-in form and sends it. */
export async function fillSignIn(page: Page, email: string, word = password): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(word);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in and waits for the live desk. */
export async function signIn(page: Page, email: string): Promise<void> {
  await fillSignIn(page, email);
  await expect(strip(page)).toHaveText("Live", { timeout: 60_000 });
}

/** The strip that tells the truth about the connection. */
export const strip = (page: Page): Locator => page.getByRole("banner").getByRole("status");
export const statusToggle = (page: Page): Locator => page.getByRole("button", { name: /^Status: / });
export const offerCard = (page: Page): Locator =>
  page.getByRole("region", { name: "Offered conversations" }).getByRole("article");
export const timeline = (page: Page): Locator => page.getByRole("log");
export const composer = (page: Page): Locator =>
  page.getByRole("textbox", { name: /^(Reply to|Internal note)/ });
export const list = (page: Page, name: "Assigned to me" | "Unassigned"): Locator =>
  page.getByRole("region", { name }).getByRole("listitem").getByRole("button");

/** Chooses a status in the menu. */
export async function chooseStatus(page: Page, status: "Ready" | "Online" | "Do not disturb"): Promise<void> {
  await statusToggle(page).click();
  await page.getByRole("menuitem", { name: new RegExp(`^${status}`) }).click();
  await expect(statusToggle(page)).toHaveAccessibleName(new RegExp(`^Status: ${status}`));
}

/** Writes into the composer and sends with Enter. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Accepts what is offered, and waits for the conversation. */
export async function accept(page: Page): Promise<void> {
  await offerCard(page).getByRole("button", { name: "Accept" }).click();
  await expect(timeline(page)).toBeVisible();
  await expect(composer(page)).toBeEnabled();
}

/** Chooses files in the composer, waits until they are up, and sends them. */
export async function sendFiles(page: Page, files: readonly string[]): Promise<void> {
  const place = page.getByRole("region", { name: "Write a message" });
  await place.locator("input[type=file]").setInputFiles([...files]);
  for (const file of files)
    await expect(place.getByRole("button", { name: `Remove ${path.basename(file)}` })).toBeVisible();
  await place.getByRole("button", { name: "Send", exact: true }).click();
}

/** Clicks what downloads and gives the path of the saved file; the system's own save dialog is answered. */
export async function download(desk: Desk, button: Locator, folder: string): Promise<string> {
  const saved = desk.app.evaluate(
    ({ session }, target) =>
      new Promise<string>((resolve, reject) => {
        session.defaultSession.once("will-download", (_event, item) => {
          const file = `${target}/${item.getFilename()}`;
          item.setSavePath(file);
          item.once("done", (_done, state) =>
            state === "completed" ? resolve(file) : reject(new Error(state)),
          );
        });
      }),
    folder,
  );
  await button.click();
  return saved;
}

export interface Logged {
  readonly seq: number;
  readonly kind: string;
  readonly author: string;
  readonly text: string;
  readonly isPublic: boolean;
}
