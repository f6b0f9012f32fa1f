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

test("whoever sets up assistants tries one out before customers meet it, and an invitation is written for the site", async ({
  openDesk,
}, info) => {
  const { page } = await openDesk({ as: { email: "clara.moretti@lumina.example" } });
  const look = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const pages = page.getByRole("navigation", { name: "Setup pages" });
  await page.getByRole("link", { name: "Setup", exact: true }).click();
  await pages.getByRole("link", { name: "Virtual assistants" }).click();
  await expect(page.getByRole("heading", { name: "Lumi" })).toBeVisible();
  await look("setup-assistants");
  await page.getByRole("textbox", { name: "Write as a customer" }).fill("Hello");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("button", { name: "Return a lamp" }).click();
  await expect(page.getByText("It hands over to Returns.")).toBeVisible();
  await look("setup-assistants-tried");

  await pages.getByRole("link", { name: "Site invitations" }).click();
  await page.getByRole("button", { name: "Add an invitation" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("On the lamps");
  await page.getByRole("dialog").getByRole("button", { name: "Add an invitation" }).click();
  await expect(page.getByRole("heading", { name: "On the lamps" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Part of the page's address" }).fill("/lamp");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await look("setup-invitations");
});
