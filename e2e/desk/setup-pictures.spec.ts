import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { signIn, strip } from "./support/desk.ts";

/** Pictures of Setup in the real desktop, to be looked at. By hand: SCREENSHOTS_TO=folder SCREENSHOTS=1 npm run e2e -- --project=desk setup-pictures */
const folder = process.env.SCREENSHOTS_TO ?? path.resolve(import.meta.dirname, "../../test-results/setup");
const pages = [
  "Users",
  "Groups",
  "Queues",
  "Skills",
  "Roles",
  "Access explainer",
  "Activity log",
  "General settings",
  "Shortcuts",
  "Automatic messages",
  "Security",
  "Billing",
];

test.skip(!process.env.SCREENSHOTS, "pictures are made by hand");
test.use({ trace: "off" });

const sizes = { small: { width: 1280, height: 800 }, large: { width: 1600, height: 1000 } };

async function shoot(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(400);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
}

test("every page of Setup, light and dark", async ({ openDesk }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  const { page } = await openDesk();
  await signIn(page, "clara.moretti@lumina.example");
  await expect(strip(page)).toBeVisible();
  for (const [theme, size] of [
    ["light", "small"],
    ["dark", "large"],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize(sizes[size]);
    await page.getByRole("link", { name: "Setup", exact: true }).click();
    for (const name of pages) {
      await page
        .getByRole("navigation", { name: "Setup pages" })
        .getByRole("link", { name, exact: true })
        .click();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await shoot(page, `${theme}-${name.toLowerCase().replaceAll(" ", "-")}`);
    }
    await page.getByRole("link", { name: "Profile" }).click();
    await shoot(page, `${theme}-profile`);
  }
});
