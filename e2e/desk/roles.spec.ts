import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { type Desk, signIn } from "./support/desk.ts";
import { type Entry, entryIn, pages, type RoleCase, roleCases } from "./support/role-cases.ts";
import { listenForTrouble, type Trouble } from "./support/trouble.ts";

/** One role of each scheme is walked in the real desktop, by links from outside; the others in a browser. */
const inTheDesktop: Readonly<Record<string, string>> = {
  vivocha: "Supervisor",
  "aivo-live": "Supervisor",
  "voximplant-kit": "Manager",
  standard: "Agent Supervisor",
};

// Pictures of every step cost half of the time of these many short walks.
test.use({ trace: { mode: "retain-on-failure", screenshots: false } });

const parts = { rail: ["Workspace", "Monitor"], foot: ["Help", "Profile"] } as const;
const isInSetup = (entry: Entry) => ![...parts.rail, ...parts.foot].some((one) => one === entry);
const closedTo = ({ opens }: RoleCase) =>
  (Object.keys(pages) as Entry[]).filter(
    (entry) => !opens.includes(entry) && !parts.foot.some((one) => one === entry),
  );
const rail = (page: Page) => page.getByRole("navigation", { name: "Areas" }).getByRole("link");
const setup = (page: Page) => page.getByRole("navigation", { name: "Setup pages" }).getByRole("link");
const namesOf = (links: ReturnType<typeof rail>) =>
  links.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.textContent));

for (const one of roleCases) {
  const isDesktop = inTheDesktop[one.scheme] === one.role;
  test(`${one.scheme}, ${one.role}: every menu entry opens, every other place is refused${isDesktop ? " @P0" : ""}`, async ({
    openDesk,
    openBrowser,
    floor,
  }) => {
    const desk = isDesktop ? await openDesk() : undefined;
    const page = desk?.page ?? (await openBrowser({ viewport: { width: 1280, height: 800 } }));
    await signIn(page, one.email);
    const trouble = listenForTrouble(page);

    await test.step(`lands on ${one.lands}`, () => isShown(page, one.lands, trouble));
    await test.step("the menus", () => walkMenus(page, one, trouble));
    await test.step("other places", async () => {
      const visit = desk ? (path: string) => follow(desk, path) : (path: string) => type(page, path);
      if (one.role === "Agent") {
        // Once a scheme in a page that is opened cold, as from a bookmark.
        await page.goto("about:blank");
        await page.goto(`${floor.address}/app#${pages.Users.path}`);
        await isRefused(page, one, "Users");
      }
      for (const entry of closedTo(one)) {
        await visit(pages[entry].path);
        await isRefused(page, one, entry);
      }
      if (desk) return;
      await visit("/nowhere");
      await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    });
    await trouble.quiet();
    expect(trouble.found).toEqual([]);
  });
}

/** The entries are exactly those of the role, in the order of the menus, and each shows its page. */
async function walkMenus(page: Page, { scheme, opens }: RoleCase, trouble: Trouble): Promise<void> {
  const inSetup = opens.filter(isInSetup);
  const alone = opens.filter((entry) => !isInSetup(entry));
  const top = [...alone, ...(inSetup.length > 0 ? ["Setup"] : [])];
  expect(await namesOf(rail(page)), "the rail").toEqual([...top, ...parts.foot]);
  for (const entry of [...alone, ...parts.foot]) {
    await rail(page)
      .and(page.getByLabel(entry, { exact: true }))
      .click();
    await isShown(page, entry, trouble);
  }
  if (inSetup.length === 0) return;
  await rail(page)
    .and(page.getByLabel("Setup", { exact: true }))
    .click();
  await expect(setup(page).first()).toBeVisible();
  expect(await namesOf(setup(page)), "the pages of Setup").toEqual(
    inSetup.map((entry) => entryIn(scheme, entry)),
  );
  for (const entry of inSetup) {
    await setup(page)
      .filter({ hasText: new RegExp(`^${entryIn(scheme, entry)}$`) })
      .click();
    await isShown(page, entry, trouble);
  }
}

/** The page itself is there, whole, and got all that it asked for. */
async function isShown(page: Page, entry: Entry, trouble: Trouble): Promise<void> {
  const { heading, path } = pages[entry];
  const top =
    entry === "Workspace"
      ? page.getByRole("region", { name: "Assigned to me" })
      : page.getByRole("main").getByRole("heading", { level: 1, name: heading, exact: true });
  await expect(top).toBeVisible();
  expect(new URL(page.url()).hash).toBe(`#${path}`);
  await trouble.quiet();
  await expect(page.getByText("This part of the screen has failed")).toHaveCount(0);
  expect(await page.getByRole("main").getByRole("alert").allInnerTexts(), entry).toEqual([]);
}

/** A page that says what is closed, which permission would open it, and as what one is signed in. */
async function isRefused(page: Page, one: RoleCase, entry: Entry): Promise<void> {
  const sign = page.getByRole("main");
  const title = new RegExp(`^“?${entryIn(one.scheme, entry)}”? is not open to you$`);
  await expect(sign.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(sign).toContainText(pages[entry].needs);
  await expect(sign).toContainText(`Your role is ${one.role}.`);
  await expect(sign.getByRole("button", { name: /^Go to / })).toBeVisible();
}

/** An address typed by hand. */
const type = (page: Page, path: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);

/** A link from another program. */
const follow = ({ app }: Desk, path: string) =>
  app.evaluate(
    ({ app: electron }, link) => void electron.emit("second-instance", {}, ["electron", link], "/", null),
    `sidetone:/${path}`,
  );
