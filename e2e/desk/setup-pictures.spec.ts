import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { ana, expect, joao, test } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { startChat } from "./support/customer.ts";
import { accept, chooseStatus, composer, list, offerCard, statusToggle, strip } from "./support/desk.ts";

/**
 * Pictures of Setup and of the agent's day in the real desktop, to be looked at, each light and dark, small and large;
 * axe looks at them too. By hand: SCREENSHOTS_TO=folder SCREENSHOTS=1 npm run e2e -- --project=desk setup-pictures
 */
const folder = process.env.SCREENSHOTS_TO ?? path.resolve(import.meta.dirname, "../../test-results/setup");
const pages = [
  "Users",
  "Groups",
  "Queues",
  "Skills",
  "Statuses",
  "Roles",
  "Access explainer",
  "Activity log",
  "General settings",
  "Shortcuts",
  "Automatic messages",
  "Tags",
  "Topics",
  "Dispositions",
  "Triggers",
  "Virtual assistants",
  "Site invitations",
  "Security",
  "Billing",
];
const queueTabs = ["Routing", "Skills", "Hours", "Waiting", "Wrap-up"];

test.skip(!process.env.SCREENSHOTS, "pictures are made by hand");
test.use({ trace: "off" });
test.beforeAll(() => void mkdirSync(folder, { recursive: true }));

const sizes = { small: { width: 1280, height: 800 }, large: { width: 1600, height: 1000 } };
const looks = (["light", "dark"] as const).flatMap((theme) =>
  (["small", "large"] as const).map((size) => ({ theme, size })),
);

/** Before a menu is open, which would close. */
async function closeNotices(page: Page): Promise<void> {
  for (const button of await page.locator(".mantine-Notification-closeButton").all())
    await button.click({ timeout: 2_000 }).catch(() => undefined);
}

/** The screen as it stands, in every look. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const { theme, size } of looks) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize(sizes[size]);
    await page.waitForTimeout(250);
    const file = path.join(folder, `${name.toLowerCase().replaceAll(" ", "-")}-${theme}-${size}.png`);
    await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
    if (size === "small")
      expect.soft(await barriers(page, { inDesktop: true }), `${name}, ${theme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(sizes.small);
}

test("every page of Setup", async ({ openDesk }) => {
  test.setTimeout(900_000);
  const { page } = await openDesk({ as: { email: "clara.moretti@lumina.example" } });
  await expect(strip(page)).toBeVisible();
  await closeNotices(page);
  await page.getByRole("link", { name: "Setup", exact: true }).click();
  const places = page.getByRole("navigation", { name: "Setup pages" });
  for (const name of pages) {
    await places.getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await shoot(page, name);
    if (name !== "Queues") continue;
    for (const tab of queueTabs) {
      await page.getByRole("tab", { name: tab }).click();
      await shoot(page, `${name} ${tab}`);
    }
  }
  await page.getByRole("link", { name: "Profile" }).click();
  await shoot(page, "Profile");
});

test("the agent's day", async ({ floor, openDesk, openCustomer }) => {
  test.setTimeout(900_000);
  const { page } = await openDesk({ as: ana });
  const { keyboard } = page;
  const out = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await floor.sql(
    `update queues o set rules = o.rules || jsonb_build_object('ringSeconds', 120, 'wrapUp', q.rules->'wrapUp' || '{"seconds": 300}')
     from queues q where q.name = 'Technical' and q.workspace_id = o.workspace_id and o.name = 'Orders'`,
  );
  await chooseStatus(page, "Ready");
  await closeNotices(page);
  await statusToggle(page).click();
  await shoot(page, "status menu");
  await page.getByRole("menuitem", { name: /^Your status log/ }).click();
  await expect(page.getByRole("dialog", { name: "Your status log" }).getByRole("row").nth(1)).toBeVisible();
  await shoot(page, "status log");
  await keyboard.press("Escape");

  const gone = await openCustomer("/");
  await chooseStatus(page, "Online");
  await startChat(gone, { name: "Zoe Martin", email: "zoe@customer.example", text: "Anybody there?" });
  await expect(list(page, "Unassigned")).toHaveCount(1);
  await statusToggle(page).click();
  await page.getByRole("menuitem", { name: /^Why am I not getting work/ }).click();
  await shoot(page, "why no work");
  await keyboard.press("Escape");
  await floor.sql(
    "update conversations set waiting_since = now() - interval '6 min' where state = 'waiting'",
  );
  await list(page, "Unassigned").first().click();
  await page.getByRole("button", { name: "Why is this still waiting?" }).click();
  await shoot(page, "why waiting");
  await keyboard.press("Escape");
  await floor.sql(
    `insert into missed_items (id, workspace_id, kind, conversation_id, customer_id, queue_id, channel, text, phone, wanted_at)
     select gen_random_uuid(), c.workspace_id, k.kind, c.id, c.customer_id, c.queue_id, c.channel, 'Anybody there?',
       case k.kind when 'callback' then '+390212345678' end, case k.kind when 'callback' then now() + interval '1 hour' end
     from conversations c, (values ('missed'), ('callback')) k (kind) where c.state = 'waiting'`,
  );
  await page.reload();
  await expect(page.getByRole("region", { name: "Missed" })).toBeVisible();
  await closeNotices(page);
  await page
    .getByRole("region", { name: "Missed" })
    .getByRole("listitem")
    .first()
    .getByRole("button")
    .click();
  await shoot(page, "missed");

  const customer = await openCustomer("/");
  await chooseStatus(page, "Ready");
  await startChat(customer, { ...joao, text: "My lamp flickers." });
  await expect(offerCard(page).first()).toBeVisible();
  await shoot(page, "offer");
  await accept(page);
  await composer(page).fill("/");
  await shoot(page, "slash menu");
  await keyboard.press("Backspace");
  await keyboard.press("Control+/");
  await shoot(page, "shortcuts panel");
  await keyboard.press("Control+/");
  await out();
  for (const [key, name] of [
    ["t", "transfer"],
    ["p", "park"],
    ["h", "help"],
  ] as const) {
    await keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    if (key === "t")
      await page
        .getByRole("dialog")
        .getByRole("radio", { name: /Billing/ })
        .click();
    await shoot(page, name);
    await keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await out();
  }
  await page.getByRole("button", { name: /on the site now|Visitors/ }).click();
  await shoot(page, "visitors");
  await keyboard.press("Escape");
  await out();
  await keyboard.press("e");
  await shoot(page, "close");
  await page.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("region", { name: "After-contact work" })).toBeVisible();
  await shoot(page, "wrap up");
});
