import type { Locator, Page } from "@playwright/test";
import { ana, test as base, expect } from "../fixtures.ts";
import { frameOf, hearsIn, launchCaller, listenIn, voiceOf } from "./calling-page.ts";
import { type Customer, enterShop, launcher } from "./customer.ts";
import { chooseStatus, type Desk, signIn } from "./desk.ts";

/** Everybody speaks in a tone of his own, Hz. */
export const tones = { customer: 440, ana: 1_000, luca: 2_300, clara: 3_100 };
const pitches = Object.values(tones);
export const clara = "clara.moretti@lumina.example";

interface Fixtures {
  /** A customer with a voice: a browser of his own. */
  readonly caller: Customer;
  /** Ana's desktop, whose microphone is a tone. */
  readonly anas: Desk;
  /** A colleague's desk in a browser, with a voice. */
  readonly colleague: (email: string, hertz: number) => Promise<Page>;
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
  anas: async ({ openDesk, newFolder }, use) => {
    const desk = await openDesk({ args: voiceOf(newFolder(), tones.ana) });
    await listenIn(desk.page);
    await desk.page.reload();
    await signIn(desk.page, ana.email);
    await chooseStatus(desk.page, "Ready");
    await use(desk);
  },
  colleague: async ({ floor, watch, newFolder }, use) => {
    const browsers: Awaited<ReturnType<typeof launchCaller>>[] = [];
    await use(async (email, hertz) => {
      const browser = await launchCaller(newFolder(), hertz);
      browsers.push(browser);
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 } });
      await listenIn(context);
      const page = await context.newPage();
      watch.page("/app", page);
      await page.goto(`${floor.address}/app`);
      await signIn(page, email);
      return page;
    });
    for (const browser of browsers) await browser.close();
  },
});

export const dock = (page: Page): Locator => page.getByRole("region", { name: "Calls", exact: true });
export const inDock = (page: Page, name: string | RegExp) =>
  dock(page).getByRole("button", { name, exact: true });

/** A customer calls from the page, and says who he is. */
export async function call(customer: Customer): Promise<void> {
  const { chat } = customer;
  await launcher(customer).click();
  await chat.getByRole("button", { name: "Call", exact: true }).click();
  // What is written before the form of the call is here comes along into it.
  await chat.getByRole("textbox", { name: "Your name" }).fill("João Pereira");
  await chat.getByRole("button", { name: "Call now", exact: true }).click();
}

/** What somebody hears comes to be these tones, and no other. */
export const hears = async (who: Page | Customer, ...wanted: readonly number[]) => {
  const place = "chat" in who ? frameOf(who.page) : who.mainFrame();
  // While one tone gives way to another there is doubt, and one listens on.
  const heard = () => hearsIn(place, pitches).catch((doubt: Error) => doubt.message);
  await expect.poll(heard, { timeout: 10_000 }).toEqual(wanted);
};

/** The last one is what the tests go on with. */
const sizes = [
  ["large", 1_600, 1_000],
  ["small", 1_280, 800],
] as const;

/** For looking at, when somebody asks for pictures. */
export const shoot = async (page: Page, name: string) => {
  if (!process.env.CALL_SHOTS) return;
  for (const [size, width, height] of sizes) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.CALL_SHOTS}/${name}-${size}-${colorScheme}.png` });
    }
  }
};
