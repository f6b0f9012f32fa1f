import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { startChat } from "./support/customer.ts";
import { accept, chooseStatus, offerCard, signIn, statusToggle, strip } from "./support/desk.ts";

const clara = { email: "clara.moretti@lumina.example" };
const named = (word: string) => new RegExp(`^Status: ${word}`);

test("an agent changes his status: at once, with a reason, a custom one, for when he is free, and takes it back @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const { page } = await openDesk({ as: ana });
  const toggle = statusToggle(page);
  const pick = async (name: RegExp) => {
    await toggle.click();
    await page.getByRole("menuitem", { name }).click();
  };
  await expect(toggle).toHaveAccessibleName(named("Online"));

  await test.step("by the keyboard: S opens the menu, arrows and Enter choose", async () => {
    await page.locator("body").press("s");
    await expect(page.getByRole("menuitem", { name: /^Ready/ })).toBeVisible();
    await page.getByRole("menuitem", { name: /^Do not disturb/ }).press("Enter");
    await expect(toggle).toHaveAccessibleName(named("Do not disturb"));
  });

  await test.step("a custom one, with its limit; past it, it says so", async () => {
    await pick(/^Lunch.*up to 45 min/);
    await expect(toggle).toHaveAccessibleName(named("Lunch"));
    await expect(toggle).toContainText(/\d:\d\d/);
    await floor.sql(
      "update agent_status set since = now() - interval '46 minutes', version = version + 1 where status = 'custom'",
    );
    await page.reload();
    await expect(strip(page)).toHaveText("Live");
    await expect(toggle).toContainText(/1:\d\d over/);
  });

  await test.step("one that asks why is not chosen without a reason", async () => {
    await pick(/^Training/);
    const dialog = page.getByRole("dialog", { name: "Why Training?" });
    await dialog.getByRole("textbox", { name: "Reason" }).press("Enter");
    await expect(dialog).toBeVisible();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("New products");
    await dialog.getByRole("button", { name: "Change the status" }).click();
    await expect(toggle).toHaveAccessibleName(named("Training"));
    await toggle.click();
    await expect(page.getByText("Reason: New products")).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the next one waits while he is busy, is shown, and can be taken back", async () => {
    await chooseStatus(page, "Ready");
    const customer = await openCustomer("/");
    await startChat(customer, { ...joao, text: "Do you have it in blue?" });
    await accept(page);
    const later = async () => {
      await toggle.click();
      await page.getByRole("menuitemcheckbox", { name: /^Only when I am free/ }).click();
      await page.getByRole("menuitem", { name: /^Do not disturb/ }).click();
      await expect(toggle).toHaveAccessibleName(/^Status: Ready.*then Do not disturb/);
    };
    await later();
    await pick(/^Take back the next status/);
    await expect(toggle).not.toHaveAccessibleName(/then/);
    await later();
    await floor.sql("update conversations set parked_until = now() + interval '1 hour'");
    await expect(toggle).toHaveAccessibleName(named("Do not disturb"), { timeout: 10_000 });
    await toggle.click();
    await expect(page.getByText("It came when you were free, as you chose")).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the log has all of it, and why", async () => {
    await pick(/^Your status log/);
    const log = page.getByRole("dialog", { name: "Your status log" });
    await expect(log.getByRole("row", { name: /Training.*New products/ }).first()).toBeVisible();
    await expect(log.getByRole("row", { name: /Next status taken back/ })).toBeVisible();
    await expect(log.getByRole("row").nth(1)).toContainText("It came when you were free");
  });
});

test("media are switched for each device, and show that they pause while he is not ready @P0", async ({
  openDesk,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: ana });
  const voice = page.getByRole("switch", { name: /^Voice/ });
  await expect(voice).toHaveAccessibleName("Voice: on, paused while you are not ready");
  await chooseStatus(page, "Ready");
  await expect(voice).toHaveAccessibleName("Voice: on");
  await voice.click();
  await expect(voice).toHaveAccessibleName("Voice: off");
  await statusToggle(page).click();
  await expect(page.getByRole("menuitemcheckbox", { name: /^Chat/ })).toBeChecked();
  await expect(page.getByRole("menuitemcheckbox", { name: /^Voice/ })).not.toBeChecked();
  await page.keyboard.press("Escape");

  const browser = await openBrowser();
  await signIn(browser, ana.email);
  await expect(browser.getByRole("switch", { name: /^Voice/ })).toHaveAccessibleName("Voice: on");
  await browser.getByRole("switch", { name: /^Chat/ }).click();
  await expect(browser.getByRole("switch", { name: /^Chat/ })).toHaveAccessibleName("Chat: off");
  await expect(page.getByRole("switch", { name: /^Chat/ })).toHaveAccessibleName("Chat: on");
  await page.reload();
  await expect(voice).toHaveAccessibleName("Voice: off");
});

test("a missed offer pauses him unmistakably until he comes back himself; a lost connection gives back what he had @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const desk = await openDesk({ as: luca });
  const { page } = desk;
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Is anybody there?" });
  await expect(offerCard(page)).toBeVisible();
  await floor.sql("update offers set expires_at = now() where state = 'open'");
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Paused.*Offer missed/);
  await page.getByRole("button", { name: "Ready again" }).click();
  await expect(statusToggle(page)).toHaveAccessibleName(named("Ready"));

  // Nothing else shall ring while the server is away.
  await floor.sql("update conversations set state = 'closed', closed_at = now()");
  await floor.kill();
  await expect(statusToggle(page)).toHaveAccessibleName(/Not reachable/, { timeout: 10_000 });
  await floor.start();
  // As if the server had been away for longer than the lease, and less than five minutes.
  await floor.sql("update presence_leases set until = now() - interval '1 second'");
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready.*, Reachable$/, { timeout: 30_000 });

  await test.step("away for more than five minutes, he is Online, is told so, and one click makes him Ready", async () => {
    // As soon as he passes for lost, it was six minutes ago; the next beat brings him back. A beat that was quicker than
    // the clock finds him as he was: then he is lost once more.
    await expect
      .poll(
        async () => {
          await floor.sql(
            "update presence_leases l set until = now() - interval '1 second' from agent_status s where s.user_id = l.user_id and s.status = 'ready'",
          );
          await floor.sql(
            "update agent_status set since = now() - interval '6 minutes' where cause = 'connection_lost'",
          );
          return statusToggle(page).textContent();
        },
        { intervals: [50], timeout: 30_000 },
      )
      .toContain("Away for long");
    await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Online.*Away for long.*, Reachable$/);
    await statusToggle(page).click();
    await expect(page.getByText("You were away for more than five minutes")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Ready again" }).click();
    await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready/);
  });
});

test("after-contact work stands on the toggle and in the log; a role without a status takes it from him at work @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const wrapUp = {
    ...{ enabled: true, seconds: 600, auto: true, dispositionRequired: false },
    ...{ topicSetId: null, topicsRequired: false },
  };
  await floor.sql(
    `update queues set version = version + 1, rules = rules || '${JSON.stringify({ wrapUp })}' where name = 'Orders'`,
  );
  const { page } = await openDesk({ as: ana });
  try {
    await chooseStatus(page, "Ready");
    const customer = await openCustomer("/");
    await startChat(customer, { ...joao, text: "My lamp flickers." });
    await accept(page);
    const place = page.getByRole("main", { name: "Workspace" });
    await place.getByRole("button", { name: "Close", exact: true }).click();
    await page
      .getByRole("dialog", { name: "Close the conversation" })
      .getByRole("button", { name: "Close", exact: true })
      .click();
    await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready.*, Wrap-up, Reachable$/);

    await test.step("the log shows what was done beside what was chosen, and for how long", async () => {
      await statusToggle(page).click();
      await page.getByRole("menuitem", { name: /^Your status log/ }).click();
      const log = page.getByRole("dialog", { name: "Your status log" });
      await expect(log.getByRole("row", { name: /Ready.*You chose this status/ })).toBeVisible();
      await expect(log.getByRole("row", { name: /Wrap-up/ })).toHaveCount(0);
      await log.getByText("Work", { exact: true }).click();
      await expect(log.getByRole("row", { name: /Wrap-up/ })).toContainText(/\d:\d\d/);
      await expect(log.getByRole("row", { name: /In conversation/ })).toBeVisible();
      await page.keyboard.press("Escape");
    });

    await floor.sql("update users set role = 'auditor' where email = 'ana.souza@lumina.example'");
    await expect(statusToggle(page)).toHaveCount(0, { timeout: 15_000 });
  } finally {
    await floor.sql("update users set role = 'agent' where email = 'ana.souza@lumina.example'");
    await floor.sql("update queues set rules = rules - 'wrapUp' where name = 'Orders'");
    await floor.sql("update wrap_ups set ended_at = now() where ended_at is null");
  }
});

test("an Owner sees an agent's status and log, sets him Offline, and he is told by whom and why @P0", async ({
  openDesk,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const owner = await openBrowser();
  await signIn(owner, clara.email);
  await owner.goto(`${new URL(owner.url()).origin}/app/#/setup/users`);
  await owner.getByRole("row", { name: /Ana Souza/ }).click();
  const status = owner.getByRole("region", { name: "Status", exact: true });
  await expect(status).toContainText(/Ready since.*Reachable · Nothing in hand/s);
  await expect(status.getByRole("row", { name: /Ready.*Chosen by the person/ })).toBeVisible();

  await status.getByRole("button", { name: "Set the status…" }).click();
  const dialog = owner.getByRole("dialog", { name: "Set the status of Ana Souza" });
  await dialog.getByRole("textbox", { name: "Why" }).fill("Your shift is over");
  await dialog.getByRole("button", { name: "Change the status" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(status).toContainText(/Offline since/);
  await expect(status.getByRole("row", { name: /Set by Clara Moretti/ })).toContainText("Your shift is over");

  await expect(page.getByText("Clara Moretti set your status to Offline")).toBeVisible();
  await expect(page.getByText("Your shift is over")).toBeVisible();
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Offline.*Set by Clara Moretti/);
  await page.getByRole("button", { name: "Ready again" }).click();
  await expect(statusToggle(page)).toHaveAccessibleName(/^Status: Ready/);
  // Whoever looks at him sees it without doing anything.
  await expect(status).toContainText(/Ready since/, { timeout: 15_000 });
});

test("an Owner makes a status, puts it in order, and archives it; who had it is Online and told why @P0", async ({
  openDesk,
  openBrowser,
}) => {
  const owner = await openBrowser();
  await signIn(owner, clara.email);
  await owner.goto(`${new URL(owner.url()).origin}/app/#/setup/statuses`);
  await owner.getByRole("button", { name: "New status" }).click();
  const dialog = owner.getByRole("dialog", { name: "New status" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Stock taking");
  await dialog.getByRole("button", { name: "Make" }).click();
  const list = owner.getByRole("navigation", { name: "Statuses", exact: true });
  await expect(list.getByRole("button", { name: /Stock taking/ })).toHaveAttribute("aria-current", "true");
  await owner.getByRole("button", { name: "Move up" }).click();
  await expect(list.getByRole("button").nth(2)).toContainText("Stock taking");

  const { page } = await openDesk({ as: ana });
  await statusToggle(page).click();
  await page.getByRole("menuitem", { name: /^Stock taking/ }).click();
  await expect(statusToggle(page)).toHaveAccessibleName(named("Stock taking"));

  await owner.getByRole("button", { name: "Archive" }).click();
  const confirm = owner.getByRole("dialog", { name: "Archive Stock taking?" });
  await confirm.getByRole("textbox").fill("Stock taking");
  await confirm.getByRole("button", { name: "Archive" }).click();
  await expect(list.getByRole("button", { name: /Stock taking/ })).toHaveCount(0);
  await expect(statusToggle(page)).toHaveAccessibleName(named("Online"));
  await statusToggle(page).click();
  await expect(page.getByText("Set by the system: the status you had is gone")).toBeVisible();
});

test("who has no status sees no toggle: a Supervisor of aivo-live", async ({ openBrowser }) => {
  const page = await openBrowser();
  await signIn(page, "supervisor@aivo.example");
  await expect(statusToggle(page)).toHaveCount(0);
  await expect(page.getByRole("switch", { name: /^Chat/ })).toHaveCount(0);
});
