import { ana, expect, joao, luca } from "./fixtures.ts";
import { barriersInBothLooks } from "./support/barriers.ts";
import { call, clara, dock, hears, inDock, shoot, test, tones } from "./support/call-desks.ts";
import { startChat } from "./support/customer.ts";
import { accept, offerCard, strip } from "./support/desk.ts";

test.afterEach(async ({ floor }) => {
  await floor.sql("update workspaces set settings = settings - 'monitor' where key = 'demo-shop'");
});

test("an agent takes a call in the desktop, holds and mutes it, through a reload, another network and another window, until he hangs up @P0", async ({
  caller,
  anas: { page },
  colleague,
}) => {
  const bothHear = async () => {
    await hears(page, tones.customer);
    await hears(caller, tones.ana);
  };
  await call(caller);
  await expect(offerCard(page)).toContainText("call");
  await accept(page);
  await expect(dock(page)).toContainText("João Pereira");
  await expect(dock(page)).toContainText("In the call");
  await bothHear();
  await shoot(page, "dock");
  expect(await barriersInBothLooks(page, { inDesktop: true })).toEqual([]);

  await page.keyboard.press("F9");
  await expect(dock(page)).toContainText("Muted");
  await hears(caller);
  await hears(page, tones.customer);
  await page.keyboard.press("F9");
  await bothHear();

  await inDock(page, "Hold").click();
  await expect(dock(page)).toContainText("On hold");
  await hears(page);
  await hears(caller);
  await inDock(page, "Resume").click();
  await bothHear();

  await page.reload();
  await expect(strip(page)).toHaveText("Live");
  await expect(dock(page)).toContainText("In the call");
  await bothHear();

  const restarted = page.waitForResponse(
    (response) =>
      response.url().endsWith("/connect") && response.request().postDataJSON().restart && response.ok(),
  );
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await restarted;
  await bothHear();

  const other = await colleague(ana.email, tones.luca);
  await expect(dock(other)).toContainText("The sound is in another window");
  await inDock(other, "Take over here").click();
  await hears(other, tones.customer);
  await hears(caller, tones.luca);
  await expect(dock(page)).toContainText("The sound is in another window");
  await inDock(page, "Take over here").click();
  await bothHear();
  await expect(dock(other)).toContainText("The sound is in another window");

  await inDock(page, "Hang up").click();
  await expect(dock(page)).toBeHidden();
  await expect(caller.chat.getByRole("region", { name: "Call" })).toContainText("The call has ended");
});

test("an agent asks a colleague while the customer waits, a supervisor goes from one to the other, and the call is left to him @P1", async ({
  caller,
  anas: { page },
  colleague,
}) => {
  const lucas = await colleague(luca.email, tones.luca);
  await call(caller);
  await accept(page);
  await hears(page, tones.customer);

  await inDock(page, "Ask a colleague").click();
  await shoot(page, "consult");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Luca Rossi/ })
    .click();
  await expect(offerCard(lucas)).toContainText("Ana Souza asks you into a call");
  await shoot(lucas, "asked-in");
  expect(await barriersInBothLooks(lucas)).toEqual([]);
  await offerCard(lucas).getByRole("button", { name: "Accept" }).click();
  await hears(lucas, tones.ana);
  await hears(page, tones.luca);
  await hears(caller);
  await shoot(page, "consulting");

  const claras = await colleague(clara, tones.clara);
  await claras.getByRole("link", { name: "Monitor" }).click();
  await claras.getByRole("button", { name: "Listen" }).click();
  await hears(claras, tones.ana, tones.luca);
  await dock(claras).getByRole("combobox", { name: "Beside whom you are" }).selectOption("Beside Luca Rossi");
  await dock(claras).getByText("Whisper", { exact: true }).click();
  await expect(claras.getByText("Luca Rossi alone hears you")).toBeVisible();
  await hears(lucas, tones.ana, tones.clara);
  await hears(page, tones.luca);
  await hears(caller);
  await shoot(claras, "beside");
  await inDock(claras, "Leave").click();
  await hears(lucas, tones.ana);

  await inDock(page, "Swap").click();
  await hears(page, tones.customer);
  await hears(lucas);
  await inDock(page, "All together").click();
  await hears(caller, tones.ana, tones.luca);
  await hears(page, tones.customer, tones.luca);

  await inDock(page, "Hand over to Luca Rossi").click();
  await expect(dock(page)).toBeHidden();
  await hears(caller, tones.luca);
  await hears(lucas, tones.customer);
  await inDock(lucas, "Hang up").click();
  await expect(dock(lucas)).toBeHidden();
});

test("a supervisor listens, whispers and barges in place, is seen when the house lets him be, sees what the customer hears, and takes over @P0", async ({
  caller,
  anas: { page },
  colleague,
}) => {
  const claras = await colleague(clara, tones.clara);
  await claras.goto(`${new URL(claras.url()).origin}/app/#/setup/settings`);
  await claras.getByRole("radio", { name: "Only once he joins in" }).click();
  await shoot(claras, "who-is-seen");
  await claras.getByRole("button", { name: "Save" }).click();
  await expect(claras.getByText("Saved.")).toBeVisible();
  await call(caller);
  await accept(page);
  await hears(page, tones.customer);

  await claras.getByRole("link", { name: "Monitor" }).click();
  const row = claras.getByRole("row", { name: /João Pereira/ });
  await shoot(claras, "monitor");
  expect(await barriersInBothLooks(claras)).toEqual([]);
  await row.getByRole("button", { name: "Listen" }).click();
  await hears(claras, tones.customer, tones.ana);
  await expect(claras.getByText("You listen; nobody hears you")).toBeVisible();
  await expect(dock(claras)).toContainText("The customer does not hear you");
  await hears(page, tones.customer);
  await hears(caller, tones.ana);
  await shoot(claras, "listening");
  expect(await barriersInBothLooks(claras)).toEqual([]);

  await claras.keyboard.down("F10");
  await expect(claras.getByText("The agent alone hears you")).toBeVisible();
  await hears(page, tones.customer, tones.clara);
  await hears(caller, tones.ana);
  await expect(dock(page)).not.toContainText("Clara");
  await claras.keyboard.up("F10");
  await expect(claras.getByText("You listen; nobody hears you")).toBeVisible();
  await hears(page, tones.customer);

  await dock(claras).getByText("Barge").click();
  await expect(dock(claras)).toContainText("The customer hears you");
  await hears(caller, tones.ana, tones.clara);
  await expect(dock(page)).toContainText("Clara Moretti talks along");
  await shoot(page, "joined");
  await shoot(claras, "barging");
  expect(await barriersInBothLooks(claras)).toEqual([]);
  await dock(claras).getByText("Whisper").click();
  await expect(dock(claras)).toContainText("The customer does not hear you");
  await hears(caller, tones.ana);
  await hears(page, tones.customer, tones.clara);

  await inDock(claras, "Take over").click();
  await expect(dock(page)).toBeHidden();
  await hears(caller, tones.clara);
  await hears(claras, tones.customer);
  await inDock(claras, "Hang up").click();
  await expect(dock(claras)).toBeHidden();
});

test.describe("with video switched on", () => {
  const video = (on: boolean) =>
    `update workspaces set settings = settings || '{"video":{"enabled":${on},"storeRecordings":false}}' where key = 'demo-shop'`;
  test.beforeEach(async ({ floor }) => {
    await floor.sql(video(true));
  });
  test.afterEach(async ({ floor }) => {
    await floor.sql(video(false));
  });

  test("an agent asks a customer into a video call out of the chat, shows his screen, and both see each other @P1", async ({
    caller,
    anas: { page, app },
  }) => {
    await startChat(caller, { ...joao, text: "May I show you the lamp?" });
    await accept(page);
    await page.getByRole("button", { name: "Start a video call" }).click();
    await caller.chat.getByRole("button", { name: "Accept", exact: true }).click();
    await hears(page, tones.customer);
    await hears(caller, tones.ana);
    const pane = page.getByRole("region", { name: "Video", exact: true });
    await expect(pane.getByLabel("Picture 1 of the call")).toBeVisible();
    await expect(pane.getByLabel("Your own picture")).toBeVisible();
    await shoot(page, "video");
    expect(await barriersInBothLooks(page, { inDesktop: true })).toEqual([]);

    // Nobody can press a menu of the system from here: the first entry is chosen in its stead.
    await app.evaluate(({ Menu }) => {
      Menu.prototype.popup = function popup() {
        this.items[0]?.click();
      };
    });
    await pane.getByRole("button", { name: "Share the screen" }).click();
    await expect(pane.getByRole("button", { name: "Stop sharing" })).toBeVisible();
    await shoot(page, "sharing");
    await pane.getByRole("button", { name: "Stop sharing" }).click();
    await pane.getByRole("button", { name: "Camera off" }).click();
    await expect(pane.getByLabel("Your own picture")).toBeHidden();

    await inDock(page, "Hang up").click();
    await expect(dock(page)).toBeHidden();
    await expect(pane).toBeHidden();
  });
});
