import { ana, test as base, expect } from "../fixtures.ts";
import { type AgentByHand, agentByHand } from "./agent-by-hand.ts";
import { frameOf, hearsIn, launchCaller, listenIn } from "./calling-page.ts";
import { type Customer, enterShop } from "./customer.ts";

/** Everybody speaks in a tone of his own, Hz. */
export const tones = { customer: 440, agent: 1_000 };
export const pitches = Object.values(tones);

interface Fixtures {
  /** A customer with a voice: a browser of his own. */
  readonly caller: Customer;
  readonly agent: AgentByHand;
}

export const test = base.extend<Fixtures>({
  caller: async ({ floor, watch, newFolder }, use) => {
    const browser = await launchCaller(newFolder(), tones.customer);
    const context = await browser.newContext({ locale: "en-GB" });
    await listenIn(context);
    context.on("page", (page) => watch.page("shop", page));
    await use(await enterShop(context, `${floor.shop}/`));
    await browser.close();
  },
  agent: async ({ floor, caller }, use) => {
    const context = await caller.context.browser()?.newContext();
    if (!context) throw new Error("the caller's browser is gone");
    await listenIn(context);
    const page = await context.newPage();
    const agent = await agentByHand(floor, page, { email: ana.email, hertz: tones.agent });
    await use(agent);
    await agent.close();
  },
});

export const theCall = ({ chat }: Customer) => chat.getByRole("region", { name: "Call" });
export const button = (customer: Customer, name: string) =>
  customer.chat.getByRole("button", { name, exact: true });

/** Each hears the other, and nobody hears himself. */
export async function bothHear({ page }: Customer, agent: AgentByHand): Promise<void> {
  await expect.poll(() => agent.hears(pitches), { timeout: 10_000 }).toEqual([tones.customer]);
  await expect.poll(() => hearsIn(frameOf(page), pitches), { timeout: 10_000 }).toEqual([tones.agent]);
}
