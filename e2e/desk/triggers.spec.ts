import type { Page } from "@playwright/test";
import { passingSql } from "../../tests/contract/support/passing.ts";
import { ana, expect, joao, test } from "./fixtures.ts";
import { bubble, say, startChat } from "./support/customer.ts";
import { accept, chooseStatus, list, signIn, statusToggle, timeline, write } from "./support/desk.ts";
import type { House } from "./support/house.ts";

const clara = { name: "Clara Moretti", email: "clara.moretti@lumina.example" };

test.use({ actionTimeout: 30_000 });

/** No trigger, nobody who was missed, no call backs: as another test would find it. */
async function tidy(floor: House): Promise<void> {
  await floor.sql("update triggers set enabled = false");
  await floor.sql("delete from triggers where type = 'customer_inactivity'");
  await floor.sql("delete from missed_items");
  await floor.sql("update queues set rules = rules - 'whenWaitedTooLong' - 'maxWaitSeconds'");
}
test.beforeEach(({ floor }) => tidy(floor));
test.afterEach(({ floor }) => tidy(floor));

/** So many seconds pass in the only conversation. */
async function pass(floor: House, seconds: number): Promise<void> {
  const ids = await floor.sql<{ id: string }>(
    "select id from conversations order by created_at desc limit 1",
  );
  await floor.sql(passingSql, [ids.map(({ id }) => id), seconds]);
}

/** Which of the missed are shown. */
const which = (page: Page, name: "Open" | "Done") =>
  missed(page).getByRole("radiogroup", { name: "Show" }).getByText(name, { exact: true });
const missed = (page: Page) => page.getByRole("region", { name: "Missed" });
/** Its heading, which counts those who are open. */
const nobodyMissed = (page: Page) => missed(page).getByRole("button", { name: "Missed", exact: true });

test("a silent customer is sent the series that was set up, then told that it is closed, by a faked clock @P0", async ({
  floor,
  openDesk,
  openCustomer,
  openBrowser,
}) => {
  const office = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(office, clara.email);
  await office.evaluate(() => {
    location.hash = "#/setup/triggers";
  });
  await office.getByRole("button", { name: "Silent customer" }).click();
  await office.getByRole("button", { name: "Set up this trigger" }).click();
  await office.getByRole("switch", { name: "Switched on" }).click();
  await office.getByRole("textbox", { name: "Message 2", exact: true }).fill("Nobody there?");
  await office.getByRole("button", { name: "Move message 2 up" }).click();
  await office.getByRole("button", { name: "Save" }).click();
  await expect(office.getByRole("button", { name: "Silent customer" })).toContainText("On · after 7:00");
  await office.screenshot({ path: "test-results/triggers.png" });

  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer();
  await startChat(customer, { ...joao, text: "My lamp flickers" });
  await accept(page);
  await write(page, "Which lamp is it?");
  await expect(bubble(customer, "Which lamp is it?")).toBeVisible();
  await pass(floor, 180);
  await expect(bubble(customer, "Nobody there?")).toBeVisible();
  await say(customer, "I had to look: the blue one");
  await expect(timeline(page).getByText("I had to look: the blue one")).toBeVisible();
  await pass(floor, 600);
  await write(page, "Please send a picture");
  await expect(bubble(customer, "Please send a picture")).toBeVisible();
  await pass(floor, 180);
  // The series begins anew, and its second message is the one that was the first.
  await expect(bubble(customer, "Nobody there?")).toHaveCount(2);
  await pass(floor, 120);
  await expect(bubble(customer, "Are you still there?")).toBeVisible();
  await pass(floor, 120);
  await expect(
    bubble(
      customer,
      "We have closed this conversation because we did not hear from you. Write here whenever you like, and it opens again.",
    ),
  ).toBeVisible();
  await expect(list(page, "Assigned to me")).toHaveCount(0);
  await expect(nobodyMissed(page)).toBeVisible();
});

test("somebody who left the queue is in the list of the missed, and off it when he came back and was answered", async ({
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk({ as: ana });
  const customer = await openCustomer();
  await startChat(customer, { ...joao, text: "Can I change my order?" });
  await customer.chat.getByRole("button", { name: "Stop waiting" }).click();
  await expect(list(page, "Unassigned")).toHaveCount(0);

  const item = missed(page).getByRole("button", { name: joao.name });
  await expect(item).toContainText("Left while waiting");
  await item.click();
  await expect(missed(page).getByText("Can I change my order?")).toBeVisible();
  await missed(page).getByRole("button", { name: "I see to it" }).click();
  await expect(missed(page).getByRole("button", { name: "Give back" })).toBeVisible();
  await page.screenshot({ path: "test-results/missed.png" });

  await say(customer, "I am back");
  await expect(item).toContainText("Is back");
  await chooseStatus(page, "Ready");
  await accept(page);
  await write(page, "Of course. Which one?");
  await expect(nobodyMissed(page)).toBeVisible();
  await nobodyMissed(page).click();
  await expect(missed(page).getByText("Nobody was missed")).toBeVisible();
  await which(page, "Done").click();
  await expect(missed(page).getByRole("button", { name: joao.name })).toContainText(
    `Came back and was answered by ${ana.name}`,
  );
  await page.screenshot({ path: "test-results/missed-done.png" });
});

test("somebody who was missed is written to first by who sees to him, and is off the list by that", async ({
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk({ as: ana });
  const customer = await openCustomer();
  await startChat(customer, { ...joao, text: "Do you ship to Lisbon?" });
  await customer.chat.getByRole("button", { name: "Stop waiting" }).click();
  await missed(page).getByRole("button", { name: joao.name }).click();
  await missed(page).getByRole("textbox", { name: "Note" }).fill("Asks for Lisbon");
  // Folded and opened again, what was begun is still there.
  await missed(page).getByRole("button", { name: joao.name }).click();
  await missed(page).getByRole("button", { name: joao.name }).click();
  await expect(missed(page).getByRole("textbox", { name: "Note" })).toHaveValue("Asks for Lisbon");
  await missed(page).getByRole("button", { name: "Save the note" }).click();
  await expect(missed(page).getByRole("button", { name: "Save the note" })).toHaveCount(0);

  await missed(page).getByRole("button", { name: "Look at the conversation" }).click();
  await expect(timeline(page).getByText("Do you ship to Lisbon?")).toBeVisible();
  await page.screenshot({ path: "test-results/missed-ways.png" });
  await missed(page).getByRole("button", { name: "Write first" }).click();
  const dialog = page.getByRole("dialog", { name: `Write to ${joao.name}` });
  await dialog.getByRole("textbox", { name: "Message" }).fill("We do, in three days.");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(timeline(page).getByText("We do, in three days.")).toBeVisible();
  await expect(nobodyMissed(page)).toBeVisible();
});

test("a queue that calls back offers it to who waits; his number is in the list, done can be taken back", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  await floor.sql(
    `update queues set rules = coalesce(rules, '{}') || '{"maxWaitSeconds": 3600, "whenWaitedTooLong": {"to": "callback"}}'`,
  );
  const { page } = await openDesk({ as: ana });
  const customer = await openCustomer();
  await startChat(customer, { ...joao, text: "It is complicated" });
  await customer.chat.getByRole("button", { name: "Call me back" }).click();
  const phone = customer.chat.getByRole("textbox", { name: "Your phone number" });
  await phone.fill("06 1234567");
  await customer.chat.getByRole("button", { name: "Call me back" }).click();
  await expect(customer.chat.getByText("It begins with + and the country.")).toBeVisible();
  await phone.fill("+39 06 1234 567");
  await customer.page.screenshot({ path: "test-results/callback.png" });
  await customer.chat.getByRole("button", { name: "Call me back" }).click();
  await expect(customer.chat.getByText("We have your number and will call you back.")).toBeVisible();

  await missed(page).getByRole("button", { name: joao.name }).click();
  await expect(missed(page).getByRole("link", { name: "Call +39061234567" })).toBeVisible();
  await expect(missed(page).getByText("Mark as done after your call.")).toBeVisible();
  await missed(page).getByRole("button", { name: "Done" }).click();
  await expect(nobodyMissed(page)).toBeVisible();
  await page.getByRole("button", { name: "Not done" }).click();
  await expect(missed(page).getByRole("button", { name: joao.name })).toBeVisible();

  await which(page, "Done").click();
  await expect(missed(page).getByText("Nobody was seen to yet")).toBeVisible();
  await which(page, "Open").click();
  await missed(page).getByRole("button", { name: joao.name }).click();
  await missed(page).getByRole("button", { name: "Done" }).click();
  await which(page, "Done").click();
  const done = missed(page).getByRole("button", { name: joao.name });
  await expect(done).toContainText(`Marked as done by ${ana.name}`);
  await done.click();
  await expect(missed(page).getByRole("link", { name: "+39061234567" })).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: "test-results/missed-done-dark.png" });
  await page.emulateMedia({ colorScheme: "light" });
  await missed(page).getByRole("button", { name: "Not done" }).click();
  await expect(missed(page).getByText("Nobody was seen to yet")).toBeVisible();
});

test("a silent agent is paused and told why, and what he let lie waits for the group that it was given to", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  await floor.sql(
    `insert into triggers (id, workspace_id, type, channel, enabled, seconds, action, steps, texts)
     select gen_random_uuid(), id, 'agent_inactivity', 'web', true, 600, 'transfer', '[]', '{"en": "A colleague comes"}' from workspaces
     on conflict (workspace_id, type, channel) do update set enabled = true, seconds = 600, action = 'transfer', texts = excluded.texts`,
  );
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer();
  await startChat(customer, { ...joao, text: "Nobody writes to me" });
  await accept(page);
  const [group] = await floor.sql<{ name: string }>(
    `update conversations c set group_id = g.id from groups g
      where c.state = 'assigned' and g.workspace_id = c.workspace_id
        and exists (select 1 from group_members m where m.group_id = g.id and m.user_id = c.assignee_id) returning g.name`,
  );
  await pass(floor, 601);
  await expect(bubble(customer, "A colleague comes")).toBeVisible();
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Paused.*Did not answer/);
  await statusToggle(page).click();
  await expect(page.getByText("You did not answer in time, so you were paused")).toBeVisible();
  await page.screenshot({ path: "test-results/silent-agent.png" });
  await page.keyboard.press("Escape");
  await expect(list(page, "Assigned to me")).toHaveCount(0);
  await list(page, "Unassigned").first().click();
  await expect(timeline(page)).toContainText(group?.name ?? "no group");
});
