import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { ana, expect, test } from "./fixtures.ts";
import { type Customer, enterShop, launcher, startChat } from "./support/customer.ts";
import { chooseStatus, composer, list, offerCard, signIn, strip, timeline } from "./support/desk.ts";
import { afternoon } from "./support/scenes.ts";
import { playShift } from "./support/shift.ts";

/** Writes the pictures of docs/images. By hand: SCREENSHOTS=1 npm run e2e -- --project=desk screenshots */
const folder = process.env.SCREENSHOTS_TO ?? path.resolve(import.meta.dirname, "../../docs/images");
const priya = { name: "Priya Nair", email: "priya.nair@lumina.example" };

test.skip(!process.env.SCREENSHOTS, "pictures are made by hand");
test.beforeAll(() => void mkdirSync(folder, { recursive: true }));

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(450);
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  expect(statSync(file).size, name).toBeLessThan(300_000);
}

const dress = (page: Page, theme: "light" | "dark", size: "small" | "large" = "small") =>
  Promise.all([
    page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" }),
    page.setViewportSize(size === "small" ? { width: 1280, height: 800 } : { width: 1600, height: 1000 }),
  ]);

const closeNotices = async (page: Page) => {
  for (const button of await page.locator(".mantine-Notification-closeButton").all())
    await button.click().catch(() => undefined);
};

test("the desktop", async ({ floor, openDesk }) => {
  const fresh = await openDesk({ address: null });
  await dress(fresh.page, "light");
  await shoot(fresh.page, "desktop-address-light");
  await fresh.close();

  const { page } = await openDesk();
  await dress(page, "light");
  await shoot(page, "desktop-sign-in-light");
  await dress(page, "dark");
  await shoot(page, "desktop-sign-in-dark");
  await signIn(page, priya.email);
  await closeNotices(page);
  await shoot(page, "desktop-empty-dark");
  await playShift(floor, priya.email, afternoon);
  await page.reload();
  await expect(strip(page)).toHaveText("Live");
  await closeNotices(page);
  await list(page, "Assigned to me").filter({ hasText: "Marina" }).click();
  await expect(timeline(page)).toContainText("Do I need a tool");
  await composer(page).fill("Only a small screwdriver, it is in the box.");
  await shoot(page, "desktop-conversation-dark");
  await dress(page, "light", "large");
  await shoot(page, "desktop-conversation-light");
  await dress(page, "light");

  await page.getByRole("radio", { name: "Note" }).click();
  await page
    .getByRole("textbox", { name: /^Internal note/ })
    .fill("Asked for a discount on the next order, too.");
  await shoot(page, "desktop-note-light");
  await page.getByRole("radio", { name: "Reply" }).click();

  await page.getByRole("button", { name: "Transfer", exact: true }).click();
  await page.getByRole("radio", { name: /Billing/ }).click();
  await page
    .getByRole("textbox", { name: /^Note for whoever/ })
    .fill("She needs a new shade, order LM-41873. Everything is agreed.");
  await shoot(page, "desktop-transfer-light");
  await page.keyboard.press("Escape");
  await dress(page, "dark");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await shoot(page, "desktop-close-dark");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search conversations and actions").fill("re");
  await shoot(page, "desktop-palette-dark");
  await page.keyboard.press("Escape");
  await dress(page, "light");
  await page.getByRole("link", { name: "Profile" }).click();
  await expect(page.getByText("You are signed in").or(page.getByText("This one")).first()).toBeVisible();
  await shoot(page, "desktop-profile-light");
  await page.getByRole("link", { name: "Help" }).click();
  await shoot(page, "desktop-help-light");
  await page.getByRole("link", { name: "Workspace" }).click();
  await list(page, "Assigned to me").filter({ hasText: "Diego" }).click();
  await chooseStatus(page, "Ready");
  await expect(offerCard(page)).toBeVisible();
  await shoot(page, "desktop-offer-light");
  await dress(page, "dark", "large");
  await shoot(page, "desktop-offer-dark");
  await chooseStatus(page, "Online");
  await offerCard(page).getByRole("button", { name: "Decline" }).click();
  await expect(offerCard(page)).toHaveCount(0);
  await dress(page, "light");
  await floor.kill();
  await expect(strip(page)).toContainText("Offline since");
  await composer(page).fill("I have changed the invoice.");
  await composer(page).press("Enter");
  await strip(page).click();
  await shoot(page, "desktop-offline-light");
  await floor.start();
});

test("the widget", async ({ floor, chrome, openDesk }) => {
  const visit = async (place: string, theme: "light" | "dark", viewport = { width: 1280, height: 800 }) =>
    enterShop(
      await chrome.newContext({ locale: "en-GB", colorScheme: theme, viewport, reducedMotion: "reduce" }),
      `${floor.shop}${place}`,
    );
  const phone = { width: 390, height: 844 };
  const marina = {
    name: "Marina Alves",
    email: "marina.alves@customer.example",
    text: "Hi! Does the Ninho fit on a 30 cm shelf?",
  };
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");

  const closed = await visit("/", "light");
  await expect(launcher(closed)).toBeVisible();
  await shoot(closed.page, "widget-closed");
  await launcher(closed).click();
  await closed.chat.getByRole("textbox", { name: "Your name" }).fill("Marina Alves");
  await shoot(closed.page, "widget-form");
  await closed.context.close();

  const talkOn = async (customer: Customer, name = marina.name) => {
    await startChat(customer, { ...marina, name });
    await offerCard(page).getByRole("button", { name: "Accept" }).click();
    await expect(page.getByRole("textbox", { name: `Reply to ${name}` })).toBeVisible();
    for (const text of [
      "Good afternoon, Marina! Its foot is **24 cm** wide, so there is room to spare.",
      "Would you like to see it on a shelf?",
    ]) {
      await composer(page).fill(text);
      await composer(page).press("Enter");
    }
    await customer.chat.getByRole("textbox", { name: "Write a message…" }).fill("Oh yes, please!");
    await customer.chat.getByRole("textbox", { name: "Write a message…" }).press("Enter");
    await expect(customer.chat.locator(".mine .meta").last()).toContainText("Read");
  };
  const talking = await visit("/products/ninho-table", "light");
  await talkOn(talking);
  await shoot(talking.page, "widget-conversation");
  await talking.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await shoot(talking.page, "widget-conversation-dark");
  const small = await visit("/products/ninho-table", "light", phone);
  await talkOn(small, "Rita Lopes");
  await shoot(small.page, "widget-phone");
  await small.context.close();

  await floor.kill();
  await talking.chat.getByRole("textbox", { name: "Write a message…" }).fill("And does it dim?");
  await talking.chat.getByRole("textbox", { name: "Write a message…" }).press("Enter");
  await talking.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expect(talking.chat.getByText("No connection.")).toBeVisible();
  await shoot(talking.page, "widget-offline");
  await talking.context.close();
  await floor.start();

  await floor.sql("update workspaces set hours = $1", [
    JSON.stringify({ timeZone: "Europe/Lisbon", week: {} }),
  ]);
  await page.waitForTimeout(6_000);
  const late = await visit("/", "light");
  await launcher(late).click();
  await expect(late.chat.getByRole("button", { name: "Leave message" })).toBeVisible();
  await shoot(late.page, "widget-outside-hours");
  await late.context.close();
  await floor.sql("update workspaces set hours = null");
});
