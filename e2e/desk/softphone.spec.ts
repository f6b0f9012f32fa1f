import type { Page } from "@playwright/test";
import { ana, test as base, expect, luca } from "./fixtures.ts";
import { barriers } from "./support/barriers.ts";
import { hearsIn, launchCaller, listenIn, voiceOf } from "./support/calling-page.ts";
import { chooseStatus, type Desk, offerCard, signIn } from "./support/desk.ts";

/** Everybody speaks in a tone of his own, Hz. */
const tones = { ana: 1_000, luca: 2_300 };
const pitches = Object.values(tones);

interface Fixtures {
  /** Ana's desktop, whose microphone is a tone. */
  readonly anas: Desk;
  /** A colleague's desk in a browser, with a tone of his own. */
  readonly colleague: (email: string, size?: { width: number; height: number }) => Promise<Page>;
}

const test = base.extend<Fixtures>({
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
    await use(async (email, viewport = { width: 1280, height: 800 }) => {
      const browser = await launchCaller(newFolder(), tones.luca);
      browsers.push(browser);
      const context = await browser.newContext({ locale: "en-GB", viewport });
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

const pane = (page: Page) => page.getByRole("region", { name: "Softphone", exact: true });
const part = (page: Page, name: string) => pane(page).getByText(name, { exact: true });
const field = (page: Page) => pane(page).getByRole("textbox", { name: /extension/ });
const dock = (page: Page) => page.getByRole("region", { name: "Calls", exact: true });
const past = (page: Page) => pane(page).getByRole("list", { name: "Your calls" }).getByRole("listitem");
const hears = (page: Page, ...wanted: readonly number[]) =>
  expect
    .poll(() => hearsIn(page.mainFrame(), pitches).catch((doubt: Error) => doubt.message), {
      timeout: 10_000,
    })
    .toEqual(wanted);
const shoot = async (page: Page, name: string) => {
  if (process.env.CALL_SHOTS) await page.screenshot({ path: `${process.env.CALL_SHOTS}/${name}.png` });
};

const extensions = `with people as (select id, workspace_id from users where email = '${luca.email}')
  insert into extensions (workspace_id, number, user_id) select workspace_id, '4711', id from people
  on conflict do nothing`;

test("an agent calls a colleague by his extension; both hear each other, and find the call with its note afterwards @P0", async ({
  floor,
  anas: { page },
  colleague,
}) => {
  await floor.sql(extensions);
  const lucas = await colleague(luca.email);
  await chooseStatus(lucas, "Ready");
  await page.keyboard.press("Control+d");
  await expect(field(page)).toBeFocused();
  await page.keyboard.type("luc");
  await expect(pane(page).getByRole("button", { name: /Luca Rossi/ })).toBeVisible();
  await shoot(page, "softphone-pad");
  expect(await barriers(page, { inDesktop: true })).toEqual([]);
  await field(page).fill("4711");
  await page.keyboard.press("Enter");
  await expect(dock(page)).toContainText("Luca Rossi");
  await expect(dock(page)).toContainText("Ringing");

  await expect(offerCard(lucas)).toContainText("Ana Souza calls you");
  await shoot(lucas, "softphone-called");
  await offerCard(lucas).getByRole("button", { name: "Accept" }).click();
  await hears(lucas, tones.ana);
  await hears(page, tones.luca);
  await expect(dock(page)).toContainText("In the call");

  await dock(page).getByRole("button", { name: "Hold", exact: true }).click();
  await hears(lucas);
  await dock(page).getByRole("button", { name: "Resume", exact: true }).click();
  await hears(lucas, tones.ana);

  await dock(page).getByRole("button", { name: "Note on the call" }).click();
  const note = page.getByRole("textbox", { name: "What was it about?" });
  await note.fill("He has the keys of the stockroom.");
  await shoot(page, "softphone-note");
  await note.press("Control+Enter");
  await expect(note).toBeHidden();
  await part(page, "Contacts").click();
  await expect(pane(page).getByRole("button", { name: /Luca Rossi.*in a call/ })).toBeVisible();
  await shoot(page, "softphone-contacts");

  await dock(lucas).getByRole("button", { name: "Leave" }).click();
  await expect(dock(page)).toBeHidden();
  await part(page, "Calls").click();
  await expect(past(page).first()).toContainText("Luca Rossi");
  await expect(past(page).first()).toContainText("talked");
  await expect(past(page).first()).toContainText("He has the keys of the stockroom.");
  await shoot(page, "softphone-history");
  expect(await barriers(page, { inDesktop: true })).toEqual([]);

  await lucas.keyboard.press("Control+d");
  await part(lucas, "Calls").click();
  await expect(past(lucas).first()).toContainText("Ana Souza");
  await past(lucas)
    .first()
    .getByRole("button", { name: /Ana Souza/ })
    .press("Enter");
  await expect(offerCard(page)).toContainText("Luca Rossi calls you");
  await offerCard(page).getByRole("button", { name: "Decline" }).click();
  await expect(past(lucas).first()).toContainText("declined");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "softphone-dark");
});

test("an owner gives out extensions, and a link to a number only fills the pad of the softphone @P1", async ({
  anas: { page, app },
  colleague,
}) => {
  const claras = await colleague("clara.moretti@lumina.example", { width: 1600, height: 1000 });
  await claras.goto(`${new URL(claras.url()).origin}/app/#/setup/extensions`);
  await claras.getByRole("button", { name: "Generate for all without" }).click();
  const own = claras.getByRole("textbox", { name: `Extension of ${ana.name}` });
  await expect(own).toHaveValue(/^\d{3,4}$/);
  const given = await own.inputValue();
  await own.fill("112");
  await own.press("Enter");
  await expect(claras.getByText("This number calls for help")).toBeVisible();
  await shoot(claras, "extensions");
  expect(await barriers(claras)).toEqual([]);

  await app.evaluate(
    ({ app: electron }, link) => void electron.emit("second-instance", {}, ["electron", link], "/", null),
    "tel:+39-06-6982-1234",
  );
  await expect(field(page)).toHaveValue("+39 06 6982 1234");
  await expect(pane(page)).toContainText(`Your extension: ${given}`);
  await expect(dock(page)).toBeHidden();
});
