import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, luca, test } from "./fixtures.ts";
import { fillSignIn, password, signIn } from "./support/desk.ts";

/** What an authenticator app shows for a secret (RFC 6238), `steps` of 30 seconds from now. */
function codeOf(secret: string, steps = 0): string {
  const bits = [...secret.replace(/[^A-Z2-7]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

const dialog = (page: Page) => page.getByRole("dialog");

/** Sets the authenticator app up; answers its secret and the recovery codes. */
async function setUp(page: Page) {
  await page.getByRole("link", { name: "Profile" }).click();
  await page.getByRole("button", { name: "Set up" }).click();
  await dialog(page).getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("img", { name: "QR code" })).toBeVisible();
  const secret = (await dialog(page).locator("code").textContent()) ?? "";
  // An older code than the one that is shown now, which is for the sign-in: each works once.
  await dialog(page).getByLabel("Six digits from the app").fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("button", { name: "I have kept them" })).toBeVisible();
  const codes = await dialog(page).locator("li code").allTextContents();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("Authenticator app: On")).toBeVisible();
  return { secret, codes };
}

test("a second factor is asked for at the desktop, and a recovery code stands in for the phone in a browser", async ({
  openDesk,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: luca });
  const { secret, codes } = await setUp(page);
  expect(new Set(codes).size).toBe(10);
  await page.getByRole("button", { name: "Sign out" }).click();

  await fillSignIn(page, luca.email);
  await expect(page.getByRole("heading", { name: "Second step" })).toBeVisible();
  await page.getByLabel("Six digits").fill("000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("This code is wrong");
  await page.getByLabel("Six digits").fill(codeOf(secret));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("navigation", { name: "Areas" })).toBeVisible();

  const browser = await openBrowser();
  await fillSignIn(browser, luca.email);
  await browser.getByRole("button", { name: "use a recovery code" }).click();
  await browser.getByLabel("Recovery code").fill(codes[0] ?? "");
  await browser.getByRole("button", { name: "Sign in", exact: true }).click();
  await browser.getByRole("link", { name: "Profile" }).click();
  await expect(browser.getByText("9 recovery codes left")).toBeVisible();

  await browser.getByRole("button", { name: "Switch off" }).click();
  await dialog(browser).getByLabel("Your password").fill(password);
  await dialog(browser).getByRole("button", { name: "Switch off" }).click();
  await expect(browser.getByText("Authenticator app: Off")).toBeVisible();
  await browser.getByRole("button", { name: "Sign out" }).first().click();
  await signIn(browser, luca.email);
});
