import { ana, expect, joao } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { bothHear, button, test, theCall, tones } from "./support/calling.ts";
import { bubble, launcher, say, startChat } from "./support/customer.ts";
import { signIn } from "./support/desk.ts";

const video = (on: boolean) =>
  `update workspaces set settings = settings || '{"video":{"enabled":${on},"storeRecordings":${on}},"callPermissions":{"outboundCalls":true,
     "callHistory":true,"siteCalls":true,"recordCalls":"${on ? "all" : "off"}","recordingConsent":"none","recordingDays":1}}' where key = 'demo-shop'`;
test.beforeEach(async ({ floor }) => {
  await floor.sql(video(true));
});
test.afterEach(async ({ floor }) => {
  await floor.sql(video(false));
});

test("an agent asks a customer out of the chat into a video call; declined nothing of his is on, accepted he is seen, and the chat stays @P1", async ({
  caller,
  agent,
  floor,
  chrome,
}) => {
  const { page, chat } = caller;
  await startChat(caller, { ...joao, text: "May I show you the lamp?" });
  const { conversationId } = await agent.takeOffer();
  const invite = () => agent.ask<{ id: string }>("POST", `/conversations/${conversationId}/video`);

  const first = await invite();
  await expect(theCall(caller)).toContainText(`${ana.name} invites you to a video call`);
  expect(await barriers(page)).toEqual([]);
  await button(caller, "Decline").click();
  await expect(theCall(caller)).toHaveCount(0);
  await expect.poll(() => agent.told(first.id)?.state).toBe("ended");

  const { id } = await invite();
  await agent.connect(id);
  await button(caller, "Accept").click();
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await bothHear(caller, agent);
  await expect(chat.getByRole("region", { name: "Call" }).getByLabel("Your own picture")).toBeVisible();
  await expect(chat.getByLabel(`Picture of ${ana.name}`)).toBeVisible();
  await expect.poll(() => agent.frames()).toBeGreaterThan(5);
  await button(caller, "Camera off").click();
  await expect(chat.getByLabel("Your own picture")).toHaveCount(0);
  await button(caller, "Camera on").click();
  await expect(chat.getByLabel("Your own picture")).toBeVisible();
  await button(caller, "Share screen").click();
  await expect(theCall(caller)).toContainText("You are sharing your screen.");
  const shared = await agent.frames();
  await expect.poll(() => agent.frames()).toBeGreaterThan(shared + 3);
  await button(caller, "Stop sharing").click();
  await expect(button(caller, "Camera off")).toBeVisible();
  await say(caller, "Can you see it?");
  await expect(bubble(caller, "Can you see it?")).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  await launcher(caller).click();
  await expect(chat.getByText("Your call goes on. Click to see it.")).toBeVisible();
  await expect.poll(() => agent.hears([tones.customer])).toEqual([tones.customer]);
  await chat.getByText("Your call goes on. Click to see it.").click();
  await agent.ask("POST", `/calls/${id}/end`);
  await expect(theCall(caller)).toContainText("The call has ended", { timeout: 2_000 });
  await button(caller, "Write to us").click();
  await expect(bubble(caller, "May I show you the lamp?")).toBeVisible();

  // What was shown was recorded, and can be seen.
  const state = () => floor.sql<{ state: string }>("select state from recordings where call_id = $1", [id]);
  await expect.poll(async () => (await state())[0]?.state, { timeout: 30_000 }).toBe("complete");
  const desk = await chrome.newPage();
  await desk.goto(`${floor.address}/app`);
  await signIn(desk, "nora.lindqvist@lumina.example");
  await desk.goto(`${floor.address}/app/workspace/${conversationId}`);
  for (const name of ["João Pereira", ana.name]) {
    await desk.getByRole("button", { name: `Pictures: ${name}` }).click();
    const shown = desk.locator("video").last();
    await expect
      .poll(() => shown.evaluate((one: HTMLVideoElement) => (one.currentTime > 0.5 ? one.videoWidth : 0)))
      .toBeGreaterThan(100);
  }
  if (process.env.CALL_SHOTS)
    await desk.screenshot({ path: `${process.env.CALL_SHOTS}/recorded-pictures.png` });
  await desk.close();
});
