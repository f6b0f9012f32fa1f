import { expect } from "./fixtures.ts";
import { barriersInBothLooks } from "./support/barriers.ts";
import { clara, test as desks, dock, inDock, shoot, tones } from "./support/call-desks.ts";
import { hearsIn } from "./support/calling-page.ts";
import { accept, offerCard, signIn } from "./support/desk.ts";
import { type House, makeHouse } from "./support/house.ts";
import { aSipPhone, type SipPhone } from "./support/sip-phone.ts";

/** Where the demo's line reaches telephones: the phone of this test waits there. */
const phonePort = 5_090;
/** A line is not given up at once: what another run has left may listen still. */
const sipPort = 5_200 + Math.floor(Math.random() * 800);
const number = "+393331234567";
const pitches = [tones.customer, tones.ana];

const test = desks.extend<{ phone: SipPhone }, { house: House }>({
  house: [
    async ({}, use) => {
      const house = await makeHouse();
      try {
        await house.start({ SIP_LISTEN: `udp:${sipPort}` });
        await use(house);
      } finally {
        await house.tearDown();
      }
    },
    { scope: "worker", timeout: 240_000 },
  ],
  phone: async ({ newFolder }, use) => {
    const phone = await aSipPhone(newFolder(), { number, hertz: tones.customer, port: phonePort });
    await use(phone);
    phone.close();
  },
});

test("a SIP phone dials in, hears music, talks with the agent who answers, and is called back from the softphone @P0", async ({
  anas: { page },
  phone,
}) => {
  const agentHears = (...wanted: readonly number[]) =>
    expect
      .poll(() => hearsIn(page.mainFrame(), pitches).catch((doubt: Error) => doubt.message), {
        timeout: 10_000,
      })
      .toEqual(wanted);
  const phoneHears = (...wanted: readonly number[]) =>
    expect.poll(() => phone.hears(pitches), { timeout: 10_000 }).toEqual(wanted);

  await phone.dial(`sip:100@127.0.0.1:${sipPort}`);
  await expect(offerCard(page)).toContainText("call");
  await expect.poll(() => phone.isPlayedTo(), { timeout: 10_000 }).toBe(true);
  await accept(page);
  await expect(dock(page)).toContainText("+39 333 123 4567");
  await expect(dock(page)).toContainText("In the call");
  await agentHears(tones.customer);
  await phoneHears(tones.ana);
  await shoot(page, "phone-in");

  await inDock(page, "Hold").click();
  await agentHears();
  await phoneHears();
  await expect.poll(() => phone.isPlayedTo()).toBe(true);
  await inDock(page, "Resume").click();
  await phoneHears(tones.ana);
  await inDock(page, "Hang up").click();
  await expect(dock(page)).toBeHidden();
  await expect.poll(() => phone.said()).toContain("terminated");

  await page.keyboard.press("Control+d");
  const pane = page.getByRole("region", { name: "Softphone", exact: true });
  await pane.getByRole("textbox", { name: /number/ }).fill("+39 333 1234567");
  await page.keyboard.press("Enter");
  await agentHears(tones.customer);
  await phoneHears(tones.ana);
  await shoot(page, "phone-out");
  await phone.hangUp();
  await expect(dock(page)).toBeHidden();
});

test("an administrator sees how a line stands, is told what is wrong with it, and adds one @P1", async ({
  openBrowser,
}) => {
  const page = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(page, clara);
  await page.goto(`${new URL(page.url()).origin}/app/#/setup/phone-lines`);
  const list = page.getByRole("navigation", { name: "Phone lines" });
  await expect(list).toContainText("Ready");
  await expect(page.getByText(`Carriers reach this server at 127.0.0.1: UDP ${sipPort}.`)).toBeVisible();
  await shoot(page, "phone-lines");
  expect(await barriersInBothLooks(page)).toEqual([]);

  await page.getByRole("button", { name: "Add a line" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Carrier");
  await page.getByRole("textbox", { name: "Carrier's domain" }).fill("sip example");
  await expect(page.getByText("A host such as sip.example.com or 192.0.2.7:5060.")).toBeVisible();
  await page.getByRole("textbox", { name: "Carrier's domain" }).fill("sip.example.com");
  await page.getByRole("button", { name: "Add a number" }).click();
  await page.getByRole("textbox", { name: "Number", exact: true }).fill("+39 06 1234567");
  await shoot(page, "phone-line-new");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(list).toContainText("Carrier");

  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Carrier");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(list).not.toContainText("Carrier");
});
