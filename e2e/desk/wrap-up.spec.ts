import { ana, expect, joao, test } from "./fixtures.ts";
import { startChat } from "./support/customer.ts";
import { chooseStatus, list, offerCard, timeline } from "./support/desk.ts";

const clara = { email: "clara.moretti@lumina.example" };

/** The queue in which new chats wait asks for after-contact work as the demo's Technical queue does. */
const asks = (change: object) =>
  `update queues o set version = o.version + 1, rules = o.rules || jsonb_build_object('wrapUp', q.rules->'wrapUp' || '${JSON.stringify(change)}')
   from queues q join workspaces w on w.id = q.workspace_id
   where w.key = 'demo-shop' and q.name = 'Technical' and o.workspace_id = w.id and o.name = 'Orders'`;
const asksNothing = "update queues set rules = rules - 'wrapUp' where name = 'Orders'";

test.afterEach(async ({ floor }) => {
  await floor.sql(asksNothing);
});

test("after-contact work by keyboard alone, and the next customer only afterwards @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  await floor.sql(asks({ seconds: 120, dispositionRequired: true, topicsRequired: true }));
  const { page } = await openDesk({ as: ana });
  const { keyboard } = page;
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "My lamp flickers." });
  await expect(offerCard(page)).toBeVisible();
  await keyboard.press("F8");
  await expect(timeline(page)).toContainText("My lamp flickers.");
  await expect(offerCard(page)).toHaveCount(0);
  const panel = page.getByRole("region", { name: "After-contact work" });

  await test.step("closing asks nothing: the work begins, with a clock", async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Close the conversation" });
    await expect(dialog).toContainText("After-contact work follows");
    await expect(dialog.getByRole("button", { name: "Close", exact: true })).toBeFocused();
    await keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(panel.getByRole("timer")).toContainText(/[01]:\d\d left/);
    await expect(customer.chat.getByText("The conversation was closed.")).toBeVisible();
  });

  const next = await openCustomer("/");
  await startChat(next, { name: "Zoe", email: "zoe@customer.example", text: "Do you have it in blue?" });

  await test.step("what the queue asks for is asked for by name", async () => {
    await expect(panel.getByText("Choose an outcome first.")).toBeVisible();
    await keyboard.press("2");
    await expect(panel.getByRole("radio", { name: "Needs follow-up" })).toBeChecked();
    await expect(panel.getByText("Choose a topic first.")).toBeVisible();
  });

  await test.step("topics by search, a tag, a note", async () => {
    await keyboard.press("Tab");
    await expect(panel.getByRole("textbox", { name: "Search topics" })).toBeFocused();
    await keyboard.type("light flick");
    await keyboard.press("Enter");
    await expect(panel.getByRole("checkbox", { name: "Flickering" })).toBeChecked();
    await panel.getByLabel("Tags", { exact: true }).focus();
    await keyboard.type("VIP");
    await keyboard.press("Enter");
    await keyboard.press("Escape");
    await keyboard.press("Tab");
    await expect(panel.getByRole("textbox", { name: "Note (internal)" })).toBeFocused();
    await keyboard.type("Sends a film of it");
  });

  await test.step("done: it is in the course of the conversation, and the next one rings", async () => {
    await expect(offerCard(page)).toHaveCount(0);
    await keyboard.press("Control+Enter");
    await expect(panel).toHaveCount(0);
    await expect(timeline(page)).toContainText("Ana Souza finished the after-contact work: Needs follow-up");
    await expect(timeline(page)).toContainText("Sends a film of it");
    await expect(offerCard(page)).toContainText("Zoe");
    await expect(list(page, "Assigned to me")).toHaveCount(0);
  });
  expect(customer.received()).not.toContain("film of it");
  expect(customer.received()).not.toContain("VIP");
});

test("after-contact work is overdue or ends by itself, and nothing that was entered is lost @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  await floor.sql(asks({ seconds: 60, auto: false, dispositionRequired: false, topicsRequired: false }));
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Where is my parcel?" });
  await expect(offerCard(page)).toBeVisible();
  await page.keyboard.press("F8");
  await expect(timeline(page)).toContainText("Where is my parcel?");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  const panel = page.getByRole("region", { name: "After-contact work" });
  await expect(panel.getByRole("timer")).toBeVisible();
  await expect(list(page, "Assigned to me")).toHaveCount(1);

  await test.step("overdue in words, and still there after a reload", async () => {
    await floor.sql(
      "update wrap_ups set started_at = started_at - interval '90 s', until = until - interval '90 s' where ended_at is null",
    );
    await page.reload();
    await expect(panel.getByRole("timer")).toContainText(/Overdue by \d:\d\d/);
  });

  await test.step("by itself, when the queue says so: what was written can still be saved", async () => {
    const note = panel.getByRole("textbox", { name: "Note (internal)" });
    await note.fill("It is in Verona");
    await expect(note).toHaveValue("It is in Verona");
    // It is on the disk within 300 ms.
    await page.waitForTimeout(400);
    await page.reload();
    await expect(note).toHaveValue("It is in Verona");
    await floor.sql(asks({ seconds: 60, auto: true }));
    await expect(panel.getByText("The time is over and the work has ended.")).toBeVisible();
    await expect(timeline(page)).toContainText("The time for the after-contact work of Ana Souza is over");
    await expect(list(page, "Assigned to me")).toHaveCount(0);
    await panel.getByRole("radio", { name: "Resolved" }).click();
    await panel.getByRole("button", { name: "Done" }).click();
    await expect(panel).toHaveCount(0);
    await expect(timeline(page)).toContainText("It is in Verona");
  });
});

test("topics, tags and dispositions are set up, deleted and brought back", async ({ openDesk }) => {
  const { page } = await openDesk({ as: clara });
  const setup = async (name: string) => {
    await page.getByRole("link", { name: "Setup" }).click();
    await page.getByRole("link", { name, exact: true }).click();
  };
  const named = async (name: string, action: string) => {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox").fill(name);
    await dialog.getByRole("button", { name: action }).click();
    await expect(dialog).toHaveCount(0);
  };

  /** What is told of earlier changes may still be there, each with an Undo of its own. */
  const undo = (name: string) =>
    page.getByRole("alert").filter({ hasText: name }).getByRole("button", { name: "Undo" }).click();

  await setup("Topics");
  await page.getByRole("button", { name: "Add a topic below Guarantee" }).click();
  await named("Two years", "Add a topic");
  await expect(page.getByText("Two years", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete Guarantee" }).click();
  await expect(page.getByText("Two years", { exact: true })).toHaveCount(0);
  await undo("Guarantee");
  await expect(page.getByText("Two years", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Delete Two years" }).click();

  await setup("Tags");
  await page.getByRole("button", { name: "New tag" }).click();
  await named("Trade fair", "New tag");
  await page.getByRole("radio", { name: "teal" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Trade fair" })).toHaveCount(0);

  await setup("Dispositions");
  await page.getByRole("button", { name: "Archive Spam" }).click();
  await expect(page.getByText("They can be chosen no more")).toBeVisible();
  await undo("Spam");
  await expect(page.getByText("They can be chosen no more")).toHaveCount(0);
});
