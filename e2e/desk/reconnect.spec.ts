import { ana, expect, joao, test } from "./fixtures.ts";
import { bubble, say, shownTo, startChat } from "./support/customer.ts";
import { accept, chooseStatus, statusToggle, strip, timeline, write } from "./support/desk.ts";

test("the server is killed in mid-conversation: both sides go on writing, and nothing is lost or doubled @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Are you there?" });
  await accept(page);
  await write(page, "Yes, I am.");
  await expect(bubble(customer, "Yes, I am.")).toBeVisible();

  await floor.kill();
  // The promise is three seconds from the true loss, which is behind us here.
  await expect(strip(page)).toContainText("Offline since", { timeout: 3_000 });
  await expect(statusToggle(page)).toHaveAccessibleName(/Not reachable/);

  const fromDesk = ["desk one", "desk two", "desk three"];
  const fromShop = ["shop one", "shop two", "shop three"];
  for (const text of fromDesk) await write(page, text);
  for (const text of fromShop) await say(customer, text);
  await expect(timeline(page).getByText("Queued", { exact: true })).toBeVisible();
  await expect(timeline(page)).toContainText("desk three");
  await expect(strip(page)).toContainText("3 messages wait");
  await expect(customer.chat.getByText("Waiting for the connection").first()).toBeVisible();
  await expect(
    customer.chat.getByText("No connection. What you write is kept and sent later."),
  ).toBeVisible();
  expect((await shownTo(customer)).slice(-3)).toEqual(fromShop);

  await floor.start();
  await expect(strip(page)).toHaveText("Live");
  await expect(bubble(customer, "desk three")).toBeVisible();
  await expect(timeline(page)).toContainText("shop three");
  await expect(timeline(page).getByText("Queued", { exact: true })).toHaveCount(0);
  await expect(customer.chat.getByText("Waiting for the connection")).toHaveCount(0);
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready.*, Reachable$/);

  const log = await floor.sql<{ seq: number; text: string }>(
    "select seq, body->>'text' as text from conversation_events where body->>'kind' = 'message' order by seq",
  );
  const texts = log.map(({ text }) => text);
  expect(texts).toHaveLength(8);
  expect(new Set(texts).size).toBe(8);
  expect(texts.filter((text) => text.startsWith("desk"))).toEqual(fromDesk);
  expect(texts.filter((text) => text.startsWith("shop"))).toEqual(fromShop);
  // Both sides show the one order that the server gave.
  expect(await shownTo(customer)).toEqual(texts);
  expect(
    (await timeline(page).locator("[data-side]").allInnerTexts()).map((text) =>
      texts.find((one) => text.includes(one)),
    ),
  ).toEqual(texts);
});

test("drafts and unsent messages survive a kill -9 of the desktop @P0", async ({
  floor,
  openDesk,
  openCustomer,
  newFolder,
}) => {
  const userData = newFolder();
  const first = await openDesk({ as: ana, userData });
  await chooseStatus(first.page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Can I pay by invoice?" });
  await accept(first.page);
  await floor.kill();
  await expect(strip(first.page)).toContainText("Offline since");
  await write(first.page, "Yes, by invoice too.");
  await expect(timeline(first.page).getByText("Queued", { exact: true })).toBeVisible();
  await first.page.getByRole("textbox", { name: /^Reply to/ }).fill("And what I was about to");
  await expect(strip(first.page)).toContainText("1 message waits");
  // Typed half a second ago at the latest is on the disk: that is the promise, counted by the page's own clock.
  await first.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
  await first.kill();

  await floor.start();
  const second = await openDesk({ as: ana, userData });
  await expect(bubble(customer, "Yes, by invoice too.")).toBeVisible();
  await second.page.getByRole("button", { name: /João Pereira/ }).click();
  await expect(second.page.getByRole("textbox", { name: /^Reply to/ })).toHaveValue(
    "And what I was about to",
  );
  await expect(timeline(second.page).getByText("Yes, by invoice too.")).toHaveCount(1);
  const [sent] = await floor.sql<{ count: number }>(
    "select count(*)::int as count from conversation_events where body->>'text' = 'Yes, by invoice too.'",
  );
  expect(sent).toEqual({ count: 1 });
});
