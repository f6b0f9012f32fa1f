import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { expect, test } from "./fixtures.ts";
import { signIn } from "./support/desk.ts";
import { entryIn, type RoleCase, roleCases, type SchemeKey } from "./support/role-cases.ts";

/** Writes docs/images/rails.png. By hand: SCREENSHOTS=1 npm run e2e -- --project=desk rails.spec */
const folder = process.env.SCREENSHOTS_TO ?? path.resolve(import.meta.dirname, "../../docs/images");

test.skip(!process.env.SCREENSHOTS, "pictures are made by hand");
test.use({ trace: "off" });

const schemes: readonly SchemeKey[] = ["vivocha", "aivo-live", "voximplant-kit", "standard"];

test("the rails of all roles on one sheet", async ({ openBrowser, chrome }) => {
  test.setTimeout(600_000);
  mkdirSync(folder, { recursive: true });
  const cells = new Map<RoleCase, string>();
  for (const one of roleCases) {
    const page = await openBrowser({ viewport: { width: 1280, height: 560 }, reducedMotion: "reduce" });
    await signIn(page, one.email);
    cells.set(one, await picture(page, one));
    await page.context().close();
  }
  const sheet = await chrome.newPage({ viewport: { width: 1500, height: 1000 } });
  await sheet.setContent(sheetOf(cells));
  const file = path.join(folder, "rails.png");
  // Few colours: as a palette it is a third of the size.
  await sharp(await sheet.screenshot({ fullPage: true }))
    .png({ palette: true, colours: 128 })
    .toFile(file);
  await sheet.close();
  expect(statSync(file).size).toBeLessThan(500_000);
});

/** The rail and, where the role has it, the list of Setup at its right. */
async function picture(page: Page, { scheme, opens }: RoleCase): Promise<string> {
  const first = opens.find((entry) => !["Workspace"].includes(entry));
  if (first) {
    await page.getByRole("link", { name: "Setup", exact: true }).click();
    const list = page.getByRole("navigation", { name: "Setup pages" });
    await expect(list.getByRole("link", { name: entryIn(scheme, first), exact: true })).toBeVisible();
  } else {
    await page.getByRole("link", { name: "Help", exact: true }).click();
  }
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  // No tooltip of the entry that was clicked.
  await page.mouse.move(1_000, 500);
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  const rail = await page.getByRole("navigation", { name: "Areas" }).boundingBox();
  const setup = first ? await page.getByRole("navigation", { name: "Setup pages" }).boundingBox() : null;
  const width = setup ? setup.x + setup.width : (rail?.width ?? 56);
  const shot = await page.screenshot({
    clip: { x: 0, y: 0, width, height: 560 },
    animations: "disabled",
    caret: "hide",
  });
  return `data:image/png;base64,${shot.toString("base64")}`;
}

function sheetOf(cells: ReadonlyMap<RoleCase, string>): string {
  const cell = ([{ role, opens }, image]: readonly [RoleCase, string]) =>
    `<figure><figcaption>${role}</figcaption><img src="${image}" alt="">${opens.length < 2 ? "<i>No Setup</i>" : ""}</figure>`;
  const rows = schemes.map((scheme) => {
    const own = [...cells].filter(([one]) => one.scheme === scheme);
    return `<section><h2>${scheme} <small>${own.length} roles</small></h2><div>${own.map(cell).join("")}</div></section>`;
  });
  return `<style>
    body { margin: 0; padding: 24px; background: #e6eaf0; color: #1b2433; font: 14px Inter, "DejaVu Sans", sans-serif; }
    h2 { margin: 18px 0 8px; font-size: 18px; } small { color: #5b6678; font-weight: 400; }
    div { display: flex; flex-wrap: wrap; gap: 14px; align-items: start; }
    figure { position: relative; margin: 0; padding: 10px; border-radius: 10px; background: #fff; }
    figcaption { margin-bottom: 8px; font-weight: 600; white-space: nowrap; }
    img { display: block; border: 1px solid #d5dbe5; } i { position: absolute; bottom: 50%; left: 80px; color: #8a94a6; }
    figure:has(i) { min-width: 150px; }
  </style>${rows.join("")}`;
}
