import { ana, expect } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { bothHear, button, pitches, test, theCall } from "./support/calling.ts";
import { frameOf, hearsIn } from "./support/calling-page.ts";
import { launcher } from "./support/customer.ts";

test("a customer calls from the page, is heard and hears, through a reload, hold and mute, until he hangs up @P0", async ({
  caller,
  agent,
}) => {
  const { page, chat } = caller;
  await launcher(caller).click();
  await button(caller, "Call").click();
  await theCall(caller).getByRole("textbox", { name: "Your name" }).fill("João Pereira");
  await button(caller, "Call now").click();
  await expect(theCall(caller)).toContainText("Calling…");
  expect(await barriers(page)).toEqual([]);

  const { id } = await agent.takeCall();
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await bothHear(caller, agent);
  expect(await barriers(page)).toEqual([]);

  await page.reload();
  await launcher(caller).click();
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await bothHear(caller, agent);

  const leg = agent.told(id)?.legs.find(({ party }) => party === "customer")?.id;
  await agent.ask("POST", `/calls/${id}/place`, { legId: leg, to: "hold" });
  await expect(theCall(caller)).toContainText(`You are on hold. ${ana.name} will be back in a moment.`);
  await expect.poll(() => hearsIn(frameOf(page), pitches)).toEqual([]);
  await expect.poll(() => agent.hears(pitches)).toEqual([]);
  await agent.ask("POST", `/calls/${id}/place`, { legId: leg, to: "talk" });
  await bothHear(caller, agent);

  await button(caller, "Mute").click();
  await expect.poll(() => agent.hears(pitches)).toEqual([]);
  await button(caller, "Unmute").click();
  await bothHear(caller, agent);

  const hungUp = Date.now();
  await button(caller, "Hang up").click();
  await expect(theCall(caller)).toContainText("The call has ended");
  await expect.poll(() => agent.told(id)?.state, { intervals: [20] }).toBe("ended");
  expect(Date.now() - hungUp).toBeLessThan(2_000);
  expect(await barriers(page)).toEqual([]);
  await button(caller, "Write to us").click();
  await expect(chat.getByRole("textbox", { name: "Write a message…" })).toBeVisible();
});
