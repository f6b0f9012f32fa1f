import { ana, expect, joao, test } from "./fixtures.ts";
import { startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  composer,
  fillSignIn,
  list,
  signIn,
  strip,
  timeline,
  write,
} from "./support/desk.ts";
import { happened } from "./support/house.ts";

test("a session ended elsewhere signs out within five seconds, and the draft stays @P0", async ({
  floor,
  openDesk,
  openCustomer,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Is the blue one in stock?" });
  await accept(page);
  await composer(page).fill("It is, and I was about to sa");

  const elsewhere = await openBrowser();
  await signIn(elsewhere, ana.email);
  await elsewhere.getByRole("link", { name: "Profile" }).click();
  await elsewhere.getByRole("button", { name: "End all others" }).click();
  // The five seconds are counted from the end of the session, not from the click of a busy browser.
  await happened(floor, "select 1 where (select count(*) from sessions) = 1");

  await expect(page.getByText("Your session has ended.")).toBeVisible({ timeout: 5_000 });
  await expect(page.getByText("drafts and unsent messages are kept")).toBeVisible();
  await signIn(page, ana.email);
  await list(page, "Assigned to me").click();
  await expect(composer(page)).toHaveValue("It is, and I was about to sa");
});

test("what cannot work is said in a clear sentence @P0", async ({ floor, openDesk }) => {
  const { page } = await openDesk({ address: null });
  const field = page.getByRole("textbox", { name: "Workspace address" });
  const connect = page.getByRole("button", { name: "Connect" });

  for (const [typed, sentence] of [
    ["http://work.example.com", "This address is not secure."],
    ["127.0.0.1:9", "Nothing answers at this address."],
    [floor.shop, "Something answers there, but it is not a Sidetone workspace."],
    ["ftp://127.0.0.1", "This is not an address."],
  ] as const) {
    await field.fill(typed);
    await connect.click();
    await expect(page.getByRole("alert")).toContainText(sentence);
  }
  await field.fill(floor.address);
  await connect.click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await fillSignIn(page, ana.email, "not the password");
  await expect(page.getByRole("alert")).toHaveText("E-mail or password is wrong.");
  await fillSignIn(page, "nobody@lumina.example");
  await expect(page.getByRole("alert")).toHaveText("E-mail or password is wrong.");

  await floor.kill();
  await fillSignIn(page, ana.email);
  await expect(page.getByRole("alert")).toContainText("The server does not answer.");
  await floor.start();
  await signIn(page, ana.email);
});

test("the same desk works in a browser, with a cookie no script can read @P0", async ({
  openBrowser,
  openCustomer,
}) => {
  const page = await openBrowser();
  await signIn(page, ana.email);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toMatch(
    /token|eyJ/i,
  );
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name }) => /session/.test(name))).toEqual([
    expect.objectContaining({ httpOnly: true, sameSite: "Lax" }),
  ]);

  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/products/fio-desk");
  await startChat(customer, { ...joao, text: "Does it dim?" });
  await accept(page);
  await write(page, "It does, in five steps.");
  await expect(customer.chat.getByText("It does, in five steps.")).toBeVisible();
  await expect(page.getByRole("complementary", { name: "Customer" })).toContainText("Fio desk lamp");

  await page.reload();
  await expect(strip(page)).toHaveText("Live");
  await expect(timeline(page)).toContainText("It does, in five steps.");
});
