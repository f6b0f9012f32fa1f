import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { bubble, startChat } from "./support/customer.ts";
import { chooseStatus, composer, list, offerCard, statusToggle, strip, timeline } from "./support/desk.ts";

test("a whole conversation without touching the mouse @P0", async ({ openDesk, openCustomer }) => {
  const lucas = await openDesk({ as: luca });
  const { page } = await openDesk();
  const { keyboard } = page;

  await test.step("sign in", async () => {
    await expect(page.getByRole("textbox", { name: "E-mail" })).toBeFocused();
    await keyboard.type(ana.email);
    await keyboard.press("Tab");
    await keyboard.type("sidetone-demo");
    await keyboard.press("Enter");
    await expect(strip(page)).toHaveText("Live", { timeout: 60_000 });
  });

  await test.step("ready", async () => {
    await keyboard.press("Control+k");
    await expect(page.getByPlaceholder("Search conversations and actions")).toBeFocused();
    await keyboard.type("The queues offer you");
    await keyboard.press("Enter");
    await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready/);
  });

  const customer = await openCustomer("/");
  await test.step("accept and reply", async () => {
    await startChat(customer, { ...joao, text: "Keys only, please" });
    await expect(offerCard(page)).toBeVisible();
    await keyboard.press("F8");
    await expect(timeline(page)).toContainText("Keys only, please");
    await expect(offerCard(page)).toHaveCount(0);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press("r");
    await expect(composer(page)).toBeFocused();
    await keyboard.type("No mouse was harmed.");
    await keyboard.press("Enter");
    await expect(bubble(customer, "No mouse was harmed.")).toBeVisible();
  });

  await test.step("note", async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press("n");
    await expect(
      page.getByRole("textbox", { name: "Internal note: the customer does not see it" }),
    ).toBeFocused();
    await keyboard.type("Between us");
    await keyboard.press("Enter");
    await expect(timeline(page).getByText("Between us")).toBeVisible();
  });

  await test.step("transfer to a colleague, who accepts", async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press("t");
    await expect(page.getByPlaceholder("Search colleagues and queues")).toBeFocused();
    await keyboard.type("luca");
    const colleague = page.getByRole("radio", { name: /Luca Rossi/ });
    await expect(page.getByRole("radio", { name: /Maria/ })).toHaveCount(0);
    await keyboard.press("Tab");
    await expect(colleague).toBeFocused();
    await keyboard.press("Space");
    await expect(colleague).toBeChecked();
    await keyboard.press("Tab");
    await keyboard.type("Yours now");
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(offerCard(lucas.page)).toContainText("Yours now");
    await lucas.page.keyboard.press("F8");
    await expect(timeline(lucas.page)).toContainText("Yours now");
  });

  await test.step("close", async () => {
    await lucas.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await lucas.page.keyboard.press("e");
    const dialog = lucas.page.getByRole("dialog", { name: "Close the conversation" });
    await expect(dialog).toBeVisible();
    await lucas.page.keyboard.press("2");
    await expect(dialog.getByRole("radio", { name: "Needs follow-up" })).toBeChecked();
    await lucas.page.keyboard.press("Control+Enter");
    await expect(dialog).toHaveCount(0);
    await expect(list(lucas.page, "Assigned to me")).toHaveCount(0);
  });
  await expect(customer.chat.getByText("The conversation was closed.")).toBeVisible();
  await chooseStatus(page, "Online");
});
