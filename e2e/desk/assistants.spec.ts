import { ana, expect, test } from "./fixtures.ts";
import { bubble, launcher, say, startChat } from "./support/customer.ts";
import { accept, chooseStatus, timeline, write } from "./support/desk.ts";

test("an assistant greets, the customer chooses in its menu, and the agent gets the summary with the conversation", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  await floor.sql("update assistants set enabled = true where name = 'Lumi'");
  await floor.sql(
    `insert into queue_members (queue_id, user_id) select q.id, u.id from queues q, users u
      where q.name = 'Returns' and u.email = '${ana.email}' on conflict do nothing`,
  );
  try {
    const desk = await openDesk({ as: ana });
    await chooseStatus(desk.page, "Ready");
    const customer = await openCustomer();
    await startChat(customer, { name: "Marina", email: "marina@customer.example", text: "Good morning" });
    await expect(
      bubble(customer, "Hello, I am Lumi, the lamp shop's assistant. What is it about?"),
    ).toBeVisible();
    await expect(customer.chat.getByRole("button", { name: "Return a lamp" })).toBeVisible();
    await customer.chat.getByRole("button", { name: "Delivery" }).click();
    await expect(customer.chat.getByText("Lamps leave our warehouse")).toBeVisible();
    await say(customer, "My lamp is BROKEN!");
    await expect(bubble(customer, "I hand you over to a colleague, who sees what you wrote.")).toBeVisible();

    await accept(desk.page);
    const panel = desk.page.getByRole("region", { name: "From Lumi" });
    await expect(panel.getByText("Delivery › Return a lamp")).toBeVisible();
    await expect(desk.page.getByText("Lumi hands over: Delivery › Return a lamp")).toBeVisible();
    await expect(customer.chat.getByRole("button", { name: "Delivery" })).toHaveCount(0);
    await write(desk.page, "I make the label for you.");
    await expect(bubble(customer, "I make the label for you.")).toBeVisible();
    expect(customer.received()).not.toContain("assistant_handed_over");
  } finally {
    await floor.sql("update assistants set enabled = false where name = 'Lumi'");
    await floor.sql(
      `delete from queue_members m using queues q, users u where m.queue_id = q.id and m.user_id = u.id
        and q.name = 'Returns' and u.email = '${ana.email}'`,
    );
  }
});

test("an agent writes first to somebody who looks at the shop; he sees it above the closed widget and answers", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  // Whoever left a moment ago in another story still counts as there.
  await floor.sql("delete from site_visits");
  const customer = await openCustomer("/cart");
  await expect(launcher(customer)).toBeVisible();
  // He is connected: what is written before that comes when he is, and not within seconds.
  await expect.poll(() => customer.received(), { timeout: 30_000 }).toContain('"welcome"');
  const desk = await openDesk({ as: ana });
  await desk.page.getByRole("button", { name: /on the site/ }).click();
  const row = desk.page.getByRole("listitem").filter({ hasText: "1 visit" });
  await expect(row).toBeVisible({ timeout: 15_000 });
  await row.getByRole("button", { name: "Write first" }).click();
  await desk.page.getByRole("textbox", { name: "Message" }).fill("Shall I help you choose?");
  await desk.page.getByRole("button", { name: "Send" }).click();

  const teaser = customer.chat.getByRole("button", { name: /Shall I help you choose/ });
  await expect(teaser).toBeVisible({ timeout: 5_000 });
  await teaser.click();
  await say(customer, "Yes, please");
  await expect(timeline(desk.page).getByText("Yes, please")).toBeVisible();
});

test("a supervisor looks on while an assistant talks, sees what it offered and what was chosen, and takes over", async ({
  floor,
  openDesk,
  openCustomer,
}, info) => {
  await floor.sql("update assistants set enabled = true where name = 'Lumi'");
  try {
    const { page } = await openDesk({ as: { email: "nora.lindqvist@lumina.example" } });
    const customer = await openCustomer();
    await startChat(customer, { name: "Marina", email: "marina@customer.example", text: "Good morning" });
    const withAssistant = page.getByRole("region", { name: "With an assistant" });
    await withAssistant.getByRole("button", { name: /Marina/ }).click();
    const offered = timeline(page).getByRole("list", { name: "Offered to choose" });
    await expect(offered.getByRole("listitem")).toHaveText(["Delivery", "Return a lamp", "Talk to a person"]);
    await customer.chat.getByRole("button", { name: "Delivery" }).click();
    await expect(offered.first().getByRole("listitem").filter({ hasText: "(chosen)" })).toHaveText(
      /Delivery/,
    );
    await expect(timeline(page).getByText("Lamps leave our warehouse")).toBeVisible();
    await expect(page.getByText("Lumi answers this conversation.").first()).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: info.outputPath(`looks-on-${colorScheme}.png`) });
    }
    await page.getByRole("button", { name: "Take over" }).click();
    await expect(withAssistant).toHaveCount(0);
    await say(customer, "My lamp is broken");
    await expect(timeline(page).getByText("My lamp is broken")).toBeVisible();
    await write(page, "I am Nora, and see to it.");
    await expect(bubble(customer, "I am Nora, and see to it.")).toBeVisible();
    await expect(customer.chat.getByText("You have 30 days")).toHaveCount(0);
  } finally {
    await floor.sql("update assistants set enabled = false where name = 'Lumi'");
  }
});

test("whoever sets up assistants tries one out before customers meet it, puts them in order, chooses among them, and writes an invitation for the site", async ({
  floor,
  openDesk,
}, info) => {
  const undo = async () => {
    await floor.sql("delete from assistants where name = 'Max'");
    await floor.sql("delete from site_invitations where name = 'On the lamps'");
    await floor.sql("update workspaces set settings = settings - 'assistants' where name = 'Lumina'");
    await floor.sql("update users set agentbot_access = false");
  };
  await undo();
  await floor.sql(
    `update workspaces set settings = settings || '{"assistants":{"agentbotUrl":"https://aivo.example/bot"}}'
      where name = 'Lumina'`,
  );
  await floor.sql("update users set agentbot_access = true where email = 'clara.moretti@lumina.example'");
  try {
    const { page, app } = await openDesk({ as: { email: "clara.moretti@lumina.example" } });
    // Foreign addresses are opened after a question of the shell's own, which nobody is there to answer.
    await app.evaluate(({ shell, dialog }) => {
      const opened: string[] = [];
      (globalThis as unknown as { opened: string[] }).opened = opened;
      shell.openExternal = async (url) => void opened.push(url);
      dialog.showMessageBox = (async () => ({ response: 0, checkboxChecked: false })) as never;
    });
    const opened = () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    const look = async (name: string) => {
      for (const colorScheme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}.png`) });
      }
    };
    const pages = page.getByRole("navigation", { name: "Setup pages" });
    await page.getByRole("button", { name: "Go to Agentbot (opens in the browser)" }).click();
    await expect.poll(opened).toEqual(["https://aivo.example/bot"]);

    await page.getByRole("link", { name: "Setup", exact: true }).click();
    await pages.getByRole("link", { name: "Virtual assistants" }).click();
    await expect(page.getByRole("heading", { name: "Lumi" })).toBeVisible();
    await page.getByRole("textbox", { name: "Write as a customer" }).fill("Hello");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("button", { name: "Return a lamp" }).click();
    await expect(page.getByText("It hands over to Returns.")).toBeVisible();
    await look("setup-assistants-tried");

    await page.getByRole("button", { name: "Add an assistant" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Max");
    await dialog.getByRole("button", { name: "Add an assistant" }).click();
    await expect(page.getByRole("heading", { name: "Max" })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("textbox", { name: "Where it is looked after" }).fill("https://bots.example/max");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved").first()).toBeVisible();
    const rows = page.getByRole("navigation", { name: "Virtual assistants" }).getByRole("button");
    await expect(rows).toHaveText([/^Lumi/, /^Max/]);
    await page.getByRole("button", { name: "Move Max up" }).focus();
    await page.keyboard.press("Enter");
    await expect(rows).toHaveText([/^Max/, /^Lumi/]);
    await expect(page.getByText("Max: place 1 of 2")).toBeAttached();
    await look("setup-assistants-two");

    const menu = page.getByRole("button", { name: "Virtual assistants" });
    await menu.click();
    await expect(page.getByRole("menuitem")).toHaveText(["Go to Agentbot", "Max", "Lumi"]);
    await look("menu-assistants");
    await page.getByRole("menuitem", { name: "Max" }).click();
    await expect.poll(opened).toContain("https://bots.example/max");
    await menu.click();
    await page.getByRole("menuitem", { name: "Lumi" }).click();
    await expect(page.getByRole("combobox", { name: "Which assistant" })).toHaveValue("Lumi");

    await page.getByRole("link", { name: "Setup", exact: true }).click();
    await pages.getByRole("link", { name: "Site invitations" }).click();
    await page.getByRole("button", { name: "Add an invitation" }).click();
    await dialog.getByRole("textbox", { name: "Name" }).fill("On the lamps");
    await dialog.getByRole("button", { name: "Add an invitation" }).click();
    await expect(page.getByRole("heading", { name: "On the lamps" })).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await page.getByRole("textbox", { name: "Part of the page's address" }).fill("/lamp");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved").first()).toBeVisible();
    await look("setup-invitations");
  } finally {
    await undo();
  }
});
