import type { Page } from "@playwright/test";
import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  composer,
  fillSignIn,
  list,
  offerCard,
  signIn,
  strip,
  timeline,
} from "./support/desk.ts";
import { type House, happened } from "./support/house.ts";
import { listenForTrouble } from "./support/trouble.ts";

/** What the product promises for a change of rights on an open desk. */
const atOnce = { timeout: 5_000 };
const samuel = { name: "Samuel Okafor", email: "samuel.okafor@lumina.example" };
const nora = { name: "Nora Lindqvist", email: "nora.lindqvist@lumina.example" };
const rafael = { name: "Rafael Lima", email: "rafael.lima@lumina.example" };

/** Whatever a test changed of people, so that the next one finds the demo as it was. */
test.afterEach(async ({ floor }) => {
  for (const [{ email }, role] of [
    [ana, "agent"],
    [nora, "manager"],
    [rafael, "supervisor"],
    [samuel, "administrator"],
  ] as const)
    await floor.sql("update users set role = $2, blocked_at = null where email = $1", [email, role]);
});

test.use({ actionTimeout: 30_000 });

const areas = (page: Page) => page.getByRole("navigation", { name: "Areas" });
const setup = (page: Page) => page.getByRole("navigation", { name: "Setup pages" });
const notice = (page: Page, text: string | RegExp) => page.getByRole("alert").filter({ hasText: text });

/** The administrator opens somebody's sheet among the users. */
async function openPerson(page: Page, name: string): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/setup/users";
  });
  await page.getByRole("textbox", { name: "Search name or e-mail" }).fill(name);
  await page.getByRole("main").getByText(name, { exact: true }).first().click();
  await expect(page.getByRole("dialog", { name })).toBeVisible();
}

async function giveRole(page: Page, name: string, role: string): Promise<void> {
  await openPerson(page, name);
  await page.getByRole("button", { name: "Change role" }).click();
  const dialog = page.getByRole("dialog", { name: `Give ${name} another role` });
  await dialog.getByLabel("New role").first().click();
  await page.getByRole("option", { name: role, exact: true }).click();
  await dialog.getByRole("button", { name: "Give this role" }).click();
  await expect(dialog).toHaveCount(0);
}

const hasRole = (floor: House, { email }: { email: string }, role: string) =>
  happened(floor, "select 1 from users where email = $1 and role = $2", [email, role]);

test("another role reaches an open desk within five seconds: menus, lists, a notice, and a place is left @P0", async ({
  floor,
  openDesk,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: nora });
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await setup(page).getByRole("link", { name: "Queues" }).click();
  await expect(page.getByRole("heading", { name: "Queues", level: 1 })).toBeVisible();

  const office = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(office, samuel.email);
  await giveRole(office, nora.name, "Supervisor");
  await hasRole(floor, nora, "supervisor");

  await expect(setup(page).getByRole("link", { name: "Queues" })).toHaveCount(0, atOnce);
  await expect(notice(page, "Your role is Supervisor now.")).toBeVisible();
  await expect(notice(page, "The page you were on is not open to you any more.")).toBeVisible();
  // Left for where a Supervisor lands.
  await expect(page.getByRole("region", { name: "Assigned to me" })).toBeVisible();
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  // She leads no group: of the people whom she saw as a Manager only she herself is left.
  await expect(page.getByText("1–1 of 1")).toBeVisible();
  await expect(page.getByText(ana.name)).toHaveCount(0);

  await office.keyboard.press("Escape");
  await expect(office.getByRole("dialog")).toHaveCount(0);
  await giveRole(office, nora.name, "Agent");
  await hasRole(floor, nora, "agent");
  // An Agent's Setup is the shortcuts that he answers with, and nothing else.
  await expect(setup(page).getByRole("link", { name: "Users" })).toHaveCount(0, atOnce);
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await expect(page.getByRole("heading", { name: "Shortcuts", level: 1 })).toBeVisible();
  await expect(setup(page).getByRole("link")).toHaveText(["Shortcuts"]);
});

test("a blocked agent is out within five seconds; his conversation rings at a colleague, his draft is kept @P0", async ({
  floor,
  openDesk,
  openCustomer,
  openBrowser,
}) => {
  const { page } = await openDesk({ as: ana });
  await chooseStatus(page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Where is my parcel?" });
  await accept(page);
  await composer(page).fill("It left on Mon");
  const colleague = await openBrowser();
  await signIn(colleague, luca.email);
  await chooseStatus(colleague, "Ready");

  const office = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(office, samuel.email);
  await openPerson(office, ana.name);
  await office.getByRole("button", { name: "Block", exact: true }).click();
  const dialog = office.getByRole("dialog", { name: `Block ${ana.name}?` });
  await dialog.getByRole("textbox").fill(ana.name);
  await dialog.getByRole("button", { name: "Block", exact: true }).click();
  await happened(floor, "select 1 from users where email = $1 and blocked_at is not null", [ana.email]);

  await expect(page.getByText("Your account has been blocked")).toBeVisible(atOnce);
  await expect(page.getByText("drafts and unsent messages are kept")).toBeVisible();
  await expect(offerCard(colleague)).toBeVisible(atOnce);
  await offerCard(colleague).getByRole("button", { name: "Accept" }).click();
  await expect(timeline(colleague)).toContainText("Where is my parcel?");
  await fillSignIn(page, ana.email);
  // Not told to whoever tries passwords.
  await expect(page.getByRole("alert")).toHaveText("E-mail or password is wrong.");

  await office.getByRole("button", { name: "Unblock" }).click();
  await office
    .getByRole("dialog", { name: `Unblock ${ana.name}?` })
    .getByRole("button", { name: "Unblock" })
    .click();
  await happened(floor, "select 1 from users where email = $1 and blocked_at is null", [ana.email]);
  await signIn(page, ana.email);
  // His conversation is another's now; the words he had begun lie on this machine still.
  expect(await storedText(page)).toContain("It left on Mon");
});

test("a supervisor who leads a group no more sees its people no more, and again when he leads it @P0", async ({
  floor,
  openBrowser,
}) => {
  const page = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(page, rafael.email);
  await areas(page).getByRole("link", { name: "Setup" }).click();
  const table = page.getByRole("main");
  await expect(table.getByText(ana.name)).toBeVisible();

  const office = await openBrowser();
  await signIn(office, samuel.email);
  const [group] = await floor.sql<{ id: string; version: number }>(
    "select id, version from groups where name = 'Day team'",
  );
  const [leader] = await floor.sql<{ id: string }>("select id from users where email = $1", [rafael.email]);
  const change = (changes: object) =>
    office.evaluate(
      async ([id, body]) => {
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`/api/v1/groups/${id}`, { method: "PUT", headers, body });
        return answer.ok ? "done" : answer.text();
      },
      [group?.id ?? "", JSON.stringify(changes)] as const,
    );
  const version = group?.version ?? 0;
  expect(await change({ version, leaderIds: [] })).toBe("done");
  await expect(table.getByText(ana.name)).toHaveCount(0, atOnce);
  await expect(notice(page, "The groups you lead have changed.")).toBeVisible();
  expect(await change({ version: version + 1, leaderIds: [leader?.id] })).toBe("done");
  await expect(table.getByText(ana.name)).toBeVisible(atOnce);

  const members = await floor.sql<{ id: string }>(
    "select user_id as id from group_members where group_id = $1",
    [group?.id],
  );
  expect(await change({ version: version + 2, memberIds: [] })).toBe("done");
  await expect(table.getByText(ana.name)).toHaveCount(0, atOnce);
  expect(await change({ version: version + 3, memberIds: members.map(({ id }) => id) })).toBe("done");
  await expect(table.getByText(ana.name)).toBeVisible(atOnce);
});

test("an administrator looks as an Agent: marked all the time, nothing can be changed, and back again @P0", async ({
  floor,
  openBrowser,
  openCustomer,
}) => {
  const page = await openBrowser({ viewport: { width: 1280, height: 800 } });
  await signIn(page, samuel.email);
  await startChat(await openCustomer("/"), { ...joao, text: "Is anybody there?" });
  await list(page, "Unassigned").click();
  await page.getByRole("button", { name: "Take", exact: true }).click();
  await expect(composer(page)).toBeEnabled();
  const trouble = listenForTrouble(page);
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await setup(page).getByRole("link", { name: "Roles" }).click();
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Agent ?\d/ })
    .click();
  await page.getByRole("button", { name: "View as this role" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "View as this role" }).click();

  const bar = page.getByRole("region", { name: "Preview of another role" });
  await expect(bar).toContainText("You look as Agent.");
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await expect(setup(page).getByRole("link")).toHaveText(["Shortcuts"]);
  for (const place of ["Workspace", "Help", "Profile"]) {
    await areas(page)
      .getByRole("link", { name: new RegExp(`^${place}`) })
      .click();
    await expect(bar).toBeVisible();
  }
  await areas(page)
    .getByRole("link", { name: /^Workspace/ })
    .click();
  await list(page, "Assigned to me").click();
  await expect(timeline(page)).toContainText("Is anybody there?");
  await expect(composer(page)).toBeDisabled();
  await page.reload();
  await expect(strip(page)).toHaveText("Live");
  await expect(bar).toContainText("You look as Agent.");
  const refused = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/me/profile", {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ language: "it" }),
    });
    return answer.status;
  });
  expect(refused).toBe(403);
  await bar.getByRole("button", { name: "Back to Administrator" }).click();
  await expect(bar).toHaveCount(0);
  await areas(page).getByRole("link", { name: "Setup" }).click();
  await expect(setup(page).getByRole("link", { name: "Roles" })).toBeVisible();
  await areas(page)
    .getByRole("link", { name: /^Workspace/ })
    .click();
  await list(page, "Assigned to me").click();
  await expect(composer(page)).toBeEnabled();
  expect(await floor.sql("select 1 from users where email = $1 and language = 'it'", [samuel.email])).toEqual(
    [],
  );
  expect(trouble.found.filter((line) => !line.includes("403"))).toEqual([]);
});

/** All that lies in the databases of the page. */
const storedText = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const found: unknown[] = [];
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        found.push(await asked(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    return JSON.stringify(found);
  });
