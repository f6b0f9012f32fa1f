import type { Page } from "@playwright/test";
import { ana, test as base, expect } from "./fixtures.ts";
import { type AgentByHand, agentByHand } from "./support/agent-by-hand.ts";
import { barriers } from "./support/barriers.ts";
import { hearsInWidget, launchCaller, listenIn } from "./support/calling-page.ts";
import { type Customer, enterShop, launcher } from "./support/customer.ts";

const tones = { customer: 440, agent: 1_000 };
const pitches = Object.values(tones);

interface Fixtures {
  /** A customer with a voice: a browser of his own. */
  readonly caller: Customer;
  readonly agent: AgentByHand;
}

const test = base.extend<Fixtures>({
  caller: async ({ floor, watch, newFolder }, use) => {
    const browser = await launchCaller(newFolder(), tones.customer);
    const context = await browser.newContext({ locale: "en-GB" });
    await listenIn(context);
    context.on("page", (page) => watch.page("shop", page));
    await use(await enterShop(context, `${floor.shop}/`));
    await browser.close();
  },
  agent: async ({ floor }, use) => {
    const agent = await agentByHand(floor, ana.email, tones.agent);
    await use(agent);
    await agent.close();
  },
});

const theCall = ({ chat }: Customer) => chat.getByRole("region", { name: "Call" });
const button = (customer: Customer, name: string) => customer.chat.getByRole("button", { name, exact: true });

async function bothHear(page: Page, agent: AgentByHand): Promise<void> {
  await expect.poll(() => agent.hears(pitches), { timeout: 10_000 }).toEqual([tones.customer]);
  await expect.poll(() => hearsInWidget(page, pitches), { timeout: 10_000 }).toEqual([tones.agent]);
}

test("a customer calls from the page, is heard and hears, through a reload, hold and mute, until he hangs up @P0", async ({
  caller,
  agent,
}) => {
  const { page, chat } = caller;
  await launcher(caller).click();
  await button(caller, "Call").click();
  await chat.getByRole("textbox", { name: "Your name" }).fill("João Pereira");
  await button(caller, "Call now").click();
  await expect(theCall(caller)).toContainText("Calling…");
  expect(await barriers(page)).toEqual([]);

  const { id } = await agent.takeCall();
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await bothHear(page, agent);
  expect(await barriers(page)).toEqual([]);

  await page.reload();
  await launcher(caller).click();
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await bothHear(page, agent);

  const leg = agent.told(id)?.legs.find(({ party }) => party === "customer")?.id;
  await agent.ask("POST", `/calls/${id}/place`, { legId: leg, to: "hold" });
  await expect(theCall(caller)).toContainText(`You are on hold. ${ana.name} will be back in a moment.`);
  await expect.poll(() => hearsInWidget(page, pitches)).toEqual([]);
  await expect.poll(() => agent.hears(pitches)).toEqual([]);
  await agent.ask("POST", `/calls/${id}/place`, { legId: leg, to: "talk" });
  await bothHear(page, agent);

  await button(caller, "Mute").click();
  await expect.poll(() => agent.hears(pitches)).toEqual([]);
  await button(caller, "Unmute").click();
  await bothHear(page, agent);

  const hungUp = Date.now();
  await button(caller, "Hang up").click();
  await expect(theCall(caller)).toContainText("The call has ended");
  await expect.poll(() => agent.told(id)?.state, { intervals: [20] }).toBe("ended");
  expect(Date.now() - hungUp).toBeLessThan(2_000);
  expect(await barriers(page)).toEqual([]);
  await button(caller, "Write to us").click();
  await expect(chat.getByRole("textbox", { name: "Write a message…" })).toBeVisible();
});
