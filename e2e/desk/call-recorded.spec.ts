import type { Page } from "@playwright/test";
import { ana, expect } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { button, test, theCall } from "./support/calling.ts";
import { listenIn, voiceOf } from "./support/calling-page.ts";
import { launcher } from "./support/customer.ts";
import { accept, chooseStatus, signIn } from "./support/desk.ts";

const shoot = async (page: Page, name: string) => {
  if (process.env.CALL_SHOTS) await page.screenshot({ path: `${process.env.CALL_SHOTS}/${name}.png` });
};
const nora = "nora.lindqvist@lumina.example";

const records = (calls: string) =>
  `update workspaces set settings = settings || '{"callPermissions":{"outboundCalls":true,"callHistory":true,"siteCalls":true,
     "recordCalls":"${calls}","recordingConsent":"ask","recordingDays":90}}' where key = 'demo-shop'`;
test.afterEach(async ({ floor }) => {
  await floor.sql(records("off"));
});

test("a customer agrees to be recorded, the agent pauses for card data, and the manager listens to each side @P1", async ({
  caller,
  floor,
  openDesk,
  newFolder,
}) => {
  await floor.sql(records("all"));
  const { page } = await openDesk({ args: voiceOf(newFolder(), 1_000) });
  await listenIn(page);
  await page.reload();
  await signIn(page, ana.email);
  await chooseStatus(page, "Ready");
  await launcher(caller).click();
  await button(caller, "Call").click();
  const name = caller.chat.getByRole("textbox", { name: "Your name" });
  await expect(async () => {
    if (await name.isVisible()) await name.fill("João Pereira", { timeout: 1_000 });
    await button(caller, "Call now").click({ timeout: 1_000 });
    await expect(name).toBeHidden({ timeout: 2_000 });
  }).toPass();
  await accept(page);
  const dock = page.getByRole("region", { name: "Calls", exact: true });
  await expect(dock).toContainText("The customer is asked whether it may be recorded");
  await expect(theCall(caller)).toContainText("May we record this call?");
  await shoot(caller.page, "recording-asked");
  await button(caller, "Yes, record it").click();
  await expect(theCall(caller)).toContainText("This call is recorded.");
  await expect(dock.getByText("Recording", { exact: true })).toBeVisible();
  await page.waitForTimeout(1_500);

  await dock.getByRole("button", { name: /^Pause the recording/ }).click();
  await expect(dock).toContainText("Recording paused");
  await expect(theCall(caller)).toContainText("The recording is paused.");
  await page.waitForTimeout(1_500);
  await shoot(page, "recording-paused");
  expect(await barriers(page, { inDesktop: true })).toEqual([]);
  await dock.getByRole("button", { name: "Go on recording" }).click();
  await expect(theCall(caller)).toContainText("This call is recorded.");
  await shoot(page, "recording-on");
  await page.waitForTimeout(1_500);
  await dock.getByRole("button", { name: "Hang up" }).click();
  await expect(dock).toBeHidden();

  const made = () =>
    floor.sql<{ id: string; state: string }>(
      "select conversation_id as id, state from recordings order by created_at desc limit 1",
    );
  await expect.poll(async () => (await made())[0]?.state, { timeout: 30_000 }).toBe("complete");
  const context = await caller.context.browser()?.newContext({ viewport: { width: 1_280, height: 800 } });
  const desk = await context?.newPage();
  if (!context || !desk) throw new Error("the caller's browser is gone");
  await desk.goto(`${floor.address}/app`);
  await signIn(desk, nora);
  await desk.goto(`${floor.address}/app/workspace/${(await made())[0]?.id}`);
  const recordings = desk.getByRole("region", { name: "Recordings", exact: true });
  await expect(recordings).toContainText("The customer agreed");
  await recordings.getByRole("button", { name: "Listen" }).click();
  const place = recordings.getByRole("slider", { name: "Place in the recording" });
  await expect.poll(async () => Number(await place.inputValue())).toBeGreaterThan(0);
  await expect(place).toHaveAttribute("title", /^Paused from/);
  await recordings.getByRole("checkbox", { name: "Customer" }).uncheck();
  await shoot(desk, "recording-player");
  await place.press("Home");
  await place.press(" ");
  await expect(recordings.getByRole("button", { name: "Play" })).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await desk.emulateMedia({ colorScheme });
    expect(await barriers(desk)).toEqual([]);
  }
  await shoot(desk, "recording-player-dark");
  const saved = desk.waitForEvent("download");
  await recordings.getByRole("button", { name: "Save the recording" }).click();
  expect((await saved).suggestedFilename()).toMatch(/mix\.webm$/);
  const accesses = await floor.sql<{ action: string }>(
    `select action from activity_log where actor_name = 'Nora Lindqvist'
       and target_id = (select r.id::text from recordings r where r.conversation_id = $1) order by seq`,
    [(await made())[0]?.id],
  );
  expect(accesses.map(({ action }) => action)).toEqual(["recording.played", "recording.downloaded"]);

  await desk.goto(`${floor.address}/app/setup/settings`);
  const setup = desk.getByText("Recording of calls", { exact: true });
  await setup.scrollIntoViewIfNeeded();
  await desk.getByRole("radio", { name: "He is told nothing" }).check();
  await expect(desk.getByText(/it is an offence to record/)).toBeVisible();
  await shoot(desk, "recording-setup");
  await context.close();
});
