import { ana, expect, joao, test } from "./fixtures.ts";
import { startChat } from "./support/customer.ts";
import { list, offerCard, signIn, statusToggle, timeline } from "./support/desk.ts";

/** An administrator: sets queues up, and sees what waits. */
const samuel = "samuel.okafor@lumina.example";

test("a queue's rules decide who is asked, and both sides can see why somebody was not @P0", async ({
  floor,
  openDesk,
  openBrowser,
  openCustomer,
}) => {
  const [{ page: anas }, admins] = await Promise.all([openDesk({ as: ana }), openBrowser()]);
  await admins.goto(`${floor.address}/app/setup/queues`);
  await signIn(admins, samuel);

  await test.step("the rules are set by keyboard, and the bar says what will change", async () => {
    await admins.getByRole("tab", { name: "Routing" }).click();
    const leastLoaded = admins.getByRole("radio", { name: "Least loaded" });
    await expect(leastLoaded).toBeChecked();
    await leastLoaded.focus();
    await admins.keyboard.press("ArrowDown");
    await admins.keyboard.press("ArrowDown");
    await expect(admins.getByRole("radio", { name: "In turns" })).toBeChecked();
    // A chat of this queue is to leave half of its place for other work.
    await admins.getByRole("textbox", { name: "Chat", exact: true }).fill("50");
    await admins.getByRole("tab", { name: "Hours" }).click();
    await admins.getByRole("switch", { name: "Open around the clock" }).press("Space");
    for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]) {
      await admins.getByRole("textbox", { name: `${day}, opens` }).fill("0");
      await admins.keyboard.press("Tab");
      await admins.keyboard.insertText("24");
      await admins.keyboard.press("Enter");
      await expect(admins.getByRole("textbox", { name: `${day}, closes` })).toHaveValue("24:00");
    }
    for (const day of ["Saturday", "Sunday"]) {
      await admins.getByRole("button", { name: `Add times on ${day}` }).press("Enter");
      await admins.getByRole("textbox", { name: `${day}, opens` }).fill("0");
      await admins.getByRole("textbox", { name: `${day}, closes` }).fill("24");
      await admins.keyboard.press("Tab");
    }
    await expect(admins.getByText("Open now", { exact: true })).toBeVisible();
    await expect(admins.getByText("3 changes")).toBeVisible();
    await admins.getByRole("button", { name: "Save", exact: true }).click();
    await expect(admins.getByText("3 changes")).toHaveCount(0);
  });

  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Is anybody there?" });

  await test.step("whoever sees it wait sees everybody who could have it, by what keeps it from him", async () => {
    await admins.goto(`${floor.address}/app/workspace`);
    await list(admins, "Unassigned").first().click();
    await admins.getByRole("button", { name: "Why is this still waiting?" }).click();
    const panel = admins.getByRole("dialog", { name: "Why is this still waiting?" });
    await expect(panel).toContainText("Nobody can be asked at this moment.");
    await expect(panel.getByRole("group").filter({ hasText: "Not Ready" })).toContainText(ana.name);
  });

  await test.step("so does whoever watches over those who wait, also without a workspace of his own", async () => {
    await admins.keyboard.press("Escape");
    await admins.getByRole("button", { name: "1 waits" }).click();
    const waiting = admins.getByRole("dialog", { name: "Who waits" });
    await expect(waiting.getByRole("button", { name: /^Open the conversation of João/ })).toBeVisible();
    await waiting.getByRole("button", { name: /^João/ }).click();
    const why = admins.getByRole("dialog", { name: /^Why is João.* still waiting/ });
    await expect(why.getByRole("group").filter({ hasText: "Not Ready" })).toContainText(ana.name);
    await why.getByRole("button", { name: "Back to the list" }).click();
    await admins.keyboard.press("Escape");

    const watcher = await openBrowser();
    await signIn(watcher, "supervisor@aivo.example");
    await watcher.getByRole("button", { name: "0 wait" }).click();
    await expect(watcher.getByRole("dialog", { name: "Who waits" })).toContainText("Nobody waits");
    await watcher.close();
  });

  await test.step("the agent sees what is red, mends it with its button, and it rings", async () => {
    await statusToggle(anas).click();
    await anas.getByRole("menuitem", { name: "Why am I not getting work?" }).click();
    const panel = anas.getByRole("dialog", { name: "Why am I not getting work?" });
    await expect(panel).toContainText("No queue can offer you anything now.");
    await panel.getByRole("button", { name: "Go Ready" }).click();
    await expect(offerCard(anas)).toContainText("It is your turn");
    // The Escape that closes the panel is not one that declines.
    await anas.keyboard.press("Escape");
    await expect(panel).toHaveCount(0);
    await expect(offerCard(anas)).toBeVisible();
    await anas.keyboard.press("F8");
    await expect(timeline(anas)).toContainText("Is anybody there?");
  });

  await test.step("the offer has kept its trail", async () => {
    await expect
      .poll(() =>
        floor.sql(
          "select state, sent_at is not null as sent, shown_at is not null as shown, sounded_at is not null as sounded from offers",
        ),
      )
      .toEqual([{ state: "accepted", sent: true, shown: true, sounded: true }]);
  });

  await test.step("who has it, and whoever looks after it, sees why it went there and what became of each offer", async () => {
    // Out of the writing box: single letters work then.
    await anas.keyboard.press("Escape");
    await anas.keyboard.press("w");
    const own = anas.getByRole("dialog", { name: "How it was routed" });
    const offer = own.getByRole("listitem").filter({ hasText: "Chosen because it was this person’s turn" });
    await expect(offer).toContainText(ana.name);
    for (const what of ["Sent", "Shown", "Sounded", "Accepted"])
      await expect(offer.getByText(new RegExp(`^${what} \\d\\d:\\d\\d:\\d\\d`))).toBeVisible();
    await offer.getByText(/^Why not the/).click();
    await expect(offer).toContainText("Not connected");
    await anas.keyboard.press("Escape");
    await expect(own).toHaveCount(0);

    await admins.getByRole("button", { name: "How it was routed" }).click();
    const way = admins.getByRole("dialog", { name: "How it was routed" });
    await expect(way.getByRole("listitem").filter({ hasText: ana.name }).first()).toContainText("Accepted");
  });
  await floor.sql("update queues set rules = '{}', version = version + 1 where name = 'Orders'");
});
