import type { Locator, Page } from "@playwright/test";
import { ana, test as base, expect, joao, luca } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { frameOf, hearsIn, launchCaller, listenIn, voiceOf } from "./support/calling-page.ts";
import { type Customer, enterShop, launcher, startChat } from "./support/customer.ts";
import { accept, chooseStatus, type Desk, offerCard, signIn, strip } from "./support/desk.ts";

/** Everybody speaks in a tone of his own, Hz. */
const tones = { customer: 440, ana: 1_000, luca: 2_300, clara: 3_100 };
const pitches = Object.values(tones);
const clara = "clara.moretti@lumina.example";

interface Fixtures {
  /** A customer with a voice: a browser of his own. */
  readonly caller: Customer;
  /** Ana's desktop, whose microphone is a tone. */
  readonly anas: Desk;
  /** A colleague's desk in a browser, with a voice. */
  readonly colleague: (email: string, hertz: number) => Promise<Page>;
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

const dock = (page: Page): Locator => page.getByRole("region", { name: "Calls", exact: true });
const inDock = (page: Page, name: string | RegExp) => dock(page).getByRole("button", { name, exact: true });

async function call(customer: Customer): Promise<void> {
  const { chat } = customer;
  await launcher(customer).click();
  await chat.getByRole("button", { name: "Call", exact: true }).click();
  const name = chat.getByRole("textbox", { name: "Your name" });
  // The form may still be on its way in, and lose the name.
  await expect(async () => {
    if (await name.isVisible()) await name.fill("João Pereira", { timeout: 1_000 });
    await chat.getByRole("button", { name: "Call now", exact: true }).click({ timeout: 1_000 });
    await expect(name).toBeHidden({ timeout: 2_000 });
  }).toPass();
}

/** What somebody hears comes to be these tones, and no other. */
const hears = async (who: Page | Customer, ...wanted: readonly number[]) => {
  const place = "chat" in who ? frameOf(who.page) : who.mainFrame();
  // While one tone gives way to another there is doubt, and one listens on.
  const heard = () => hearsIn(place, pitches).catch((doubt: Error) => doubt.message);
  await expect.poll(heard, { timeout: 10_000 }).toEqual(wanted);
};

const shoot = async (page: Page, name: string) => {
  if (process.env.CALL_SHOTS) await page.screenshot({ path: `${process.env.CALL_SHOTS}/${name}.png` });
};

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
  expect(await barriers(page, { inDesktop: true })).toEqual([]);

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

test("an agent asks a colleague while the customer waits, brings them together, and leaves the call to him @P1", async ({
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
  expect(await barriers(lucas)).toEqual([]);
  await offerCard(lucas).getByRole("button", { name: "Accept" }).click();
  await hears(lucas, tones.ana);
  await hears(page, tones.luca);
  await hears(caller);
  await shoot(page, "consulting");

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

test("a supervisor listens, whispers and barges in place, sees what the customer hears, and takes over @P0", async ({
  caller,
  anas: { page },
  colleague,
}) => {
  const claras = await colleague(clara, tones.clara);
  await call(caller);
  await accept(page);
  await hears(page, tones.customer);

  await claras.getByRole("link", { name: "Monitor" }).click();
  const row = claras.getByRole("row", { name: /João Pereira/ });
  await shoot(claras, "monitor");
  expect(await barriers(claras)).toEqual([]);
  await row.getByRole("button", { name: "Listen" }).click();
  await hears(claras, tones.customer, tones.ana);
  await expect(claras.getByText("You listen; nobody hears you")).toBeVisible();
  await expect(dock(claras)).toContainText("The customer does not hear you");
  await hears(page, tones.customer);
  await hears(caller, tones.ana);
  await shoot(claras, "listening");
  expect(await barriers(claras)).toEqual([]);

  await claras.keyboard.down("F10");
  await expect(claras.getByText("The agent alone hears you")).toBeVisible();
  await hears(page, tones.customer, tones.clara);
  await hears(caller, tones.ana);
  await claras.keyboard.up("F10");
  await expect(claras.getByText("You listen; nobody hears you")).toBeVisible();
  await hears(page, tones.customer);

  await dock(claras).getByText("Barge").click();
  await expect(dock(claras)).toContainText("The customer hears you");
  await hears(caller, tones.ana, tones.clara);
  await shoot(claras, "barging");
  expect(await barriers(claras)).toEqual([]);
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
    expect(await barriers(page, { inDesktop: true })).toEqual([]);

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
