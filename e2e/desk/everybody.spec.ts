import type { Page } from "@playwright/test";
import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { launcher, startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  list,
  offerCard,
  signIn,
  statusToggle,
  strip,
  timeline,
  write,
} from "./support/desk.ts";

for (const theme of ["light", "dark"] as const) {
  test(`nobody is kept out of any screen: ${theme} @P0`, async ({ openBrowser, openCustomer }) => {
    const page = await openBrowser({ colorScheme: theme, viewport: { width: 1280, height: 800 } });
    const check = (where: string) =>
      test.step(where, async () => expect.soft(await barriers(page), where).toEqual([]));
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await check("sign-in");
    await signIn(page, ana.email);
    await check("empty workspace");
    await statusToggle(page).click();
    await check("status menu");
    await page.keyboard.press("Escape");
    await chooseStatus(page, "Ready");

    const customer = await openCustomer("/", { colorScheme: theme });
    await launcher(customer).click();
    await expect(customer.chat.getByRole("button", { name: "Start chat" })).toBeVisible();
    await test.step("widget before the chat", async () =>
      expect.soft(await barriers(customer.page)).toEqual([]));
    await launcher(customer).click();
    await startChat(customer, { ...joao, text: "Can I change my order?" });
    await expect(offerCard(page)).toBeVisible();
    await check("offer");
    // Taken, not accepted: the look may have taken longer than the offer stands.
    await list(page, "Unassigned").click();
    await page.getByRole("button", { name: "Take", exact: true }).click();
    await write(page, "Thank you!");
    await expect(timeline(page).getByText("Read", { exact: true })).toBeVisible();
    await page.getByRole("radio", { name: "Note" }).click();
    await page.getByRole("textbox", { name: /^Internal note/ }).fill("A note");
    await page.getByRole("textbox", { name: /^Internal note/ }).press("Enter");
    await check("conversation");
    await test.step("widget in the chat", async () => expect.soft(await barriers(customer.page)).toEqual([]));

    await page.getByRole("button", { name: "Transfer", exact: true }).click();
    await expect(page.getByRole("radio", { name: /Billing/ })).toBeVisible();
    await check("transfer");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Close", exact: true }).click();
    await check("close");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await expect(page.getByPlaceholder("Search conversations and actions")).toBeVisible();
    await check("command palette");
    await page.keyboard.press("Escape");
    for (const place of ["Profile", "Help"]) {
      await page.getByRole("link", { name: place }).click();
      await expect(page.getByRole("heading", { name: place, exact: true })).toBeVisible();
      await check(place);
    }
  });
}

const languages = [
  { option: "Português (Brasil)", tag: "pt-BR" },
  { option: "Español", tag: "es" },
  { option: "Italiano", tag: "it" },
  { option: "English", tag: "en" },
];
/** A key instead of a text looks like `lists.mine`; a hole in a text like `{{name}}`. */
const words = async (page: Page) =>
  (await page.locator("body").allInnerTexts()).join().replaceAll(/\S+@\S+/g, "");
/** The words of a place once it is drawn: its main part is there, and two looks see the same. */
async function settledWords(page: Page): Promise<string> {
  await expect(page.getByRole("main")).not.toBeEmpty();
  let before = "";
  await expect
    .poll(
      async () => {
        const last = before;
        before = await words(page);
        return before === last;
      },
      { intervals: [150] },
    )
    .toBe(true);
  return before;
}
const unspoken =
  /\b(app|errors|address|signIn|reset|rail|status|connection|command|lists|workspace|header|transfer|closing|timeline|composer|emoji|customer|offers|notice|profile|help|time|noted|statuses|routingWhy|queueRules|missed|working|proactive|shortcuts|messages|triggers|assistants|wrapUp|labels|places)\.[a-z][A-Za-z_.]+\b|\{\{|\}\}/g;

test("the desk speaks four languages without a hole @P0", async ({ floor, openDesk, openCustomer }) => {
  const { page } = await openDesk({ as: luca });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Ciao!" });
  await accept(page);
  await write(page, "Buongiorno!");
  const conversation = page.url();
  const spoken = new Set<string>();
  for (const { option, tag } of languages) {
    await test.step(option, async () => {
      await page.getByRole("navigation").first().getByRole("link").last().click();
      await page
        .locator("#profile-language")
        .locator("..")
        .getByRole("combobox")
        .or(page.locator("#profile-language").locator("..").getByRole("textbox"))
        .first()
        .click();
      await page.getByRole("option", { name: option }).click();
      await expect(page.locator("html")).toHaveAttribute("lang", tag);
      for (const place of ["profile", "help", "workspace"]) {
        await page.evaluate((path) => {
          location.hash = `#/${path}`;
        }, place);
        const text = await settledWords(page);
        expect(text.match(unspoken)).toBeNull();
        if (place === "help") spoken.add(text);
      }
      await page.evaluate((url) => {
        location.hash = new URL(url).hash;
      }, conversation);
      await expect(page.getByRole("log")).toContainText("Buongiorno!");
      expect((await words(page)).match(unspoken)).toBeNull();
      await expect(strip(page)).not.toBeEmpty();
    });
  }
  expect(spoken.size).toBe(4);
  expect(await floor.sql("select 1 as one from users where language <> 'en'")).toEqual([]);
});
