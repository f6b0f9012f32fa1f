import type { Page } from "@playwright/test";
import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { bubble, startChat } from "./support/customer.ts";
import { chooseStatus, composer, offerCard, signIn, timeline } from "./support/desk.ts";

const search = (page: Page) => page.getByRole("listbox", { name: "Shortcuts" });
const box = (page: Page) => page.getByRole("combobox", { name: /^Reply to/ });
const chosen = (page: Page) => search(page).getByRole("option", { selected: true });

test("shortcuts are found, sent, edited and kept by keyboard alone @P0", async ({
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk();
  const { keyboard } = page;
  await signIn(page, ana.email);
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Is anybody there?" });
  await expect(offerCard(page)).toBeVisible();
  await keyboard.press("F8");
  await expect(timeline(page)).toContainText("Is anybody there?");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

  await test.step("the slash opens the search, and Enter sends what is chosen", async () => {
    await keyboard.press("/");
    await expect(search(page)).toBeVisible();
    await expect(box(page)).toBeFocused();
    await keyboard.type("hel");
    await expect(chosen(page)).toContainText("/hello");
    await expect(box(page)).toHaveAttribute("aria-activedescendant", await idOf(chosen(page)));
    const greeting = "Hello João, this is Ana Souza from Lumina. How can I help you?";
    await expect(page.getByRole("region", { name: "Preview" })).toHaveText(greeting);
    await keyboard.press("Enter");
    await expect(bubble(customer, greeting)).toBeVisible();
    await expect(composer(page)).toHaveValue("");
    await expect(search(page)).toHaveCount(0);
  });

  await test.step("within a text it is inserted, and can be edited before it goes", async () => {
    await keyboard.type("Of course. /ret");
    await expect(chosen(page)).toContainText("/return");
    await keyboard.press("Tab");
    await expect(composer(page)).toHaveValue(/^Of course\. You have 30 days .* now\.$/);
    // The caret follows the text: nobody types within the same frame.
    const isAtEnd = (field: HTMLElement | SVGElement) =>
      field instanceof HTMLTextAreaElement && field.selectionStart === field.value.length;
    await expect.poll(() => composer(page).evaluate(isAtEnd)).toBe(true);
    await keyboard.type(" Good luck!");
    await keyboard.press("Enter");
    await expect(customer.chat.getByText(/^Of course\. You have 30 days .* Good luck!$/)).toBeVisible();
  });

  await test.step("arrows choose, and Escape leaves what was typed as it is", async () => {
    await keyboard.type("/");
    const first = await idOf(chosen(page));
    await keyboard.press("ArrowDown");
    expect(await idOf(chosen(page))).not.toBe(first);
    await keyboard.press("ArrowUp");
    expect(await idOf(chosen(page))).toBe(first);
    await keyboard.press("Escape");
    await expect(search(page)).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
    await expect(composer(page)).toHaveValue("/");
    await keyboard.press("Backspace");
  });

  await test.step("a message that was sent is kept as a shortcut, with its names as variables", async () => {
    const keep = page.getByRole("button", { name: "Save as a shortcut" });
    // Each of one's own messages has it; it shows when its message has the focus.
    const kept = page.getByRole("button", { name: "Save as a shortcut", includeHidden: true });
    await expect(kept).toHaveCount(2);
    await keyboard.type("The lamp you ask for, João, is in the shop again.");
    await keyboard.press("Enter");
    // What is not acknowledged yet cannot be kept.
    await expect(kept).toHaveCount(3);
    await expect(bubble(customer, "The lamp you ask for, João, is in the shop again.")).toBeVisible();
    await keyboard.press("Escape");
    await expect(timeline(page)).toBeFocused();
    await keyboard.press("ArrowUp");
    await keyboard.press("Tab");
    await expect(keep.last()).toBeFocused();
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Save as a shortcut" });
    await expect(dialog.getByRole("textbox", { name: "Title" })).toBeFocused();
    await keyboard.type("Back again");
    await expect(dialog.getByRole("textbox", { name: "Code" })).toHaveValue("back-again");
    await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue(
      /for, {{customer\.first_name}}, is/,
    );
    await keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press("/");
    await keyboard.type("back");
    await expect(chosen(page)).toContainText("/back-again");
    await keyboard.press("Enter");
    await expect(bubble(customer, "The lamp you ask for, João, is in the shop again.")).toHaveCount(2);
  });
  await chooseStatus(page, "Online");
});

test("what is set up for everybody is at hand where others write, files and all", async ({
  openDesk,
  openCustomer,
}) => {
  const chief = await openDesk();
  await signIn(chief.page, "samuel.okafor@lumina.example");
  const { page } = chief;
  await page.getByRole("link", { name: "Setup", exact: true }).click();
  await page.getByRole("link", { name: "Shortcuts", exact: true }).click();
  await page.getByRole("button", { name: "New shortcut" }).click();
  await page.getByRole("combobox", { name: "For whom" }).click();
  await page.getByRole("option", { name: "Everybody" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill("map");
  await page.getByRole("textbox", { name: "Title" }).fill("How to find us");
  await page.getByRole("textbox", { name: "English" }).fill("Here is the way, ");
  await page.getByRole("button", { name: "customer.first_name" }).click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "the-way.txt", mimeType: "text/plain", buffer: Buffer.from("Left, then right") });
  await expect(page.getByText("the-way.txt")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "/map" })).toBeVisible();

  const desk = await openDesk({ as: ana });
  await chooseStatus(desk.page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Where are you?" });
  await expect(offerCard(desk.page)).toBeVisible();
  await desk.page.keyboard.press("F8");
  await expect(timeline(desk.page)).toContainText("Where are you?");
  await composer(desk.page).focus();
  await desk.page.keyboard.type("/map");
  await expect(chosen(desk.page)).toContainText("How to find us");
  await desk.page.keyboard.press("Enter");
  await expect(bubble(customer, "Here is the way, João")).toBeVisible();
  await expect(customer.chat.getByText("the-way.txt")).toBeVisible();
  await chooseStatus(desk.page, "Online");
});

/** To be looked at while it is worked on. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS_TO;
  if (!folder) return;
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/shortcuts-${name}-${colorScheme}.png` });
  }
}

const idOf = async (option: ReturnType<typeof chosen>): Promise<string> =>
  (await option.getAttribute("id")) ?? "no option is chosen";

test("one's own shortcuts are made, used, changed and deleted beside the conversation, by keyboard", async ({
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk({ as: luca });
  const { keyboard } = page;
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "May I pick it up?" });
  await expect(offerCard(page)).toBeVisible();
  await keyboard.press("F8");
  await expect(timeline(page)).toContainText("May I pick it up?");
  await composer(page).focus();

  const panel = page.getByRole("complementary", { name: "Shortcuts" });
  const mine = panel.getByRole("region", { name: "Mine" });
  await test.step("a key shows them with the search ready, those of everybody too", async () => {
    await keyboard.press("Control+/");
    await expect(panel.getByRole("textbox", { name: "Search shortcuts" })).toBeFocused();
    await expect(panel.getByRole("button", { name: /^\/hello/ })).toContainText("this is Luca Rossi");
    await expect(panel.getByRole("button", { name: "Edit /hello" })).toHaveCount(0);
    await picture(page, "panel");
  });

  await test.step("a new one is there at once", async () => {
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "New personal shortcut" });
    await dialog.getByRole("textbox", { name: "Code" }).fill("pick");
    await dialog.getByRole("textbox", { name: "Title" }).fill("Pick up");
    await dialog.getByRole("textbox", { name: "English" }).fill("It waits for you, {{customer.first_name}}.");
    await picture(page, "dialog");
    await dialog.getByRole("textbox", { name: "Title" }).press("Escape");
    await page.getByRole("button", { name: "Stay here" }).click();
    await dialog.getByRole("textbox", { name: "Title" }).press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(mine.getByRole("button", { name: /^\/pick/ })).toContainText("It waits for you, João.");
  });

  await test.step("it is found, put where one writes, and can be edited before it goes", async () => {
    await composer(page).fill("Yes! ");
    await keyboard.press("Control+/");
    await keyboard.press("Control+/");
    await expect(panel.getByRole("textbox", { name: "Search shortcuts" })).toBeFocused();
    await keyboard.type("pick");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(composer(page)).toBeFocused();
    await expect(composer(page)).toHaveValue("Yes! It waits for you, João.");
    await keyboard.press("Enter");
    await expect(bubble(customer, "Yes! It waits for you, João.")).toBeVisible();
  });

  await test.step("it is changed and deleted from its row", async () => {
    const row = mine.getByRole("button", { name: /^\/pick/ });
    await row.focus();
    await keyboard.press("F2");
    const dialog = page.getByRole("dialog", { name: "Edit /pick" });
    await dialog.getByRole("textbox", { name: "English" }).fill("It waits until six.");
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await expect(row).toContainText("It waits until six.");
    await row.focus();
    await keyboard.press("Delete");
    await page.getByRole("dialog", { name: "Delete /pick?" }).getByRole("button", { name: "Delete" }).click();
    await expect(row).toHaveCount(0);
  });
  await keyboard.press("Control+/");
  await expect(page.getByRole("complementary", { name: "Customer" })).toBeVisible();
  await chooseStatus(page, "Online");
});
