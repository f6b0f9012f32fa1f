import { expect, joao } from "./fixtures.ts";
import { barriersInBothLooks } from "./support/barriers.ts";
import { clara, dock, hears, inDock, shoot, test, tones } from "./support/call-desks.ts";
import { bubble, startChat } from "./support/customer.ts";
import { accept, timeline } from "./support/desk.ts";

const video = (on: boolean) =>
  `update workspaces set settings = settings || '{"video":{"enabled":${on},"storeRecordings":false}}' where key = 'demo-shop'`;
test.beforeEach(async ({ floor }) => {
  await floor.sql(video(true));
});
test.afterEach(async ({ floor }) => {
  await floor.sql(video(false));
});

test("an agent checks his devices, reads what a supervisor whispers into his chat and the customer never does, and takes the pictures of a video call into a window of their own @P1", async ({
  caller,
  anas: { page, app },
  colleague,
}) => {
  await test.step("the check before a call", async () => {
    await page.getByRole("link", { name: "Profile" }).click();
    await page.getByRole("button", { name: "Check before a call" }).click();
    const check = page.getByRole("dialog", { name: "Check before a call" });
    await check.getByRole("button", { name: "Show the camera" }).click();
    await expect(check.getByLabel("This is how others see you.")).toBeVisible();
    await expect(check.getByText("You are ready for calls.")).toBeVisible({ timeout: 20_000 });
    await expect(check.locator("[data-step=connection]")).toContainText("Good");
    await shoot(page, "check");
    expect(await barriersInBothLooks(page, { inDesktop: true })).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(check).toBeHidden();
  });

  const claras = await colleague(clara, tones.clara);
  await startChat(caller, { ...joao, text: "May I show you the lamp?" });
  await accept(page);
  await test.step("a whisper in writing", async () => {
    await claras.getByRole("link", { name: "Monitor" }).click();
    await claras.getByRole("button", { name: /^Watch the conversation with João/ }).click();
    const sheet = claras.getByRole("dialog", { name: /with Ana Souza/ });
    await expect(sheet.getByRole("log")).toContainText("May I show you the lamp?");
    await sheet.getByRole("textbox", { name: "Whisper to Ana Souza" }).fill("Offer him a video call");
    await claras.keyboard.press("Enter");
    await expect(sheet.getByRole("log")).toContainText("Offer him a video call");
    await shoot(claras, "watching");
    expect(await barriersInBothLooks(claras)).toEqual([]);
    await expect(timeline(page).locator("[data-whisper]")).toContainText("Offer him a video call");
    await expect(page.getByText("Clara Moretti whispers")).toBeVisible();
    await shoot(page, "whispered");
    await page.getByRole("textbox", { name: /^Reply to/ }).fill("Let me call you");
    await page.keyboard.press("Enter");
    await expect(bubble(caller, "Let me call you")).toBeVisible();
    await expect(caller.chat.getByText("Offer him")).toHaveCount(0);
    await claras.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
  });

  await page.getByRole("button", { name: "Start a video call" }).click();
  await caller.chat.getByRole("button", { name: "Accept", exact: true }).click();
  await hears(page, tones.customer);
  const pane = page.getByRole("region", { name: "Video", exact: true });
  await expect(pane.getByLabel("Picture 1 of the call")).toBeVisible();
  await pane.getByRole("button", { name: "Layout" }).click();
  await page.getByRole("menuitemradio", { name: "A shared screen first" }).click();
  await caller.chat.getByRole("button", { name: "Share screen", exact: true }).click();
  await expect(pane.getByLabel("Picture 1 of the call")).toBeVisible();
  await shoot(page, "screen-first");

  const [outside] = await Promise.all([
    app.waitForEvent("window"),
    pane.getByRole("button", { name: "In a window of its own" }).click(),
  ]);
  await expect(outside.getByLabel("Picture 1 of the call")).toBeVisible();
  await expect(outside.getByLabel("Your own picture")).toBeVisible();
  await expect(pane.getByLabel("Picture 1 of the call")).toHaveCount(0);
  await shoot(outside, "outside");
  await shoot(page, "brought-out");
  expect(await barriersInBothLooks(page, { inDesktop: true })).toEqual([]);
  await hears(caller, tones.ana);
  await outside.close();
  await expect(pane.getByLabel("Picture 1 of the call")).toBeVisible();
  await hears(page, tones.customer);
  await pane.getByRole("button", { name: "In a window of its own" }).click();
  await inDock(page, "Hang up").click();
  await expect(dock(page)).toBeHidden();
  await expect.poll(() => app.windows().length).toBe(1);
});
