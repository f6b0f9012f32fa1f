import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, type BrowserContextOptions, test as base, expect } from "@playwright/test";
import { coldStartMs } from "../cold-start.ts";
import { type Customer, enterShop, launchChromium } from "./support/customer.ts";
import { type Desk, forget, signIn, startDesk } from "./support/desk.ts";
import { type House, makeHouse } from "./support/house.ts";
import { createWatch, type Watch } from "./support/watch.ts";

/** People of the demo workspace who answer the queue in which new chats wait. */
export const ana = { name: "Ana Souza", email: "ana.souza@lumina.example" };
export const luca = { name: "Luca Rossi", email: "luca.rossi@lumina.example" };
export const joao = { name: "João Pereira", email: "joao@customer.example" };

/** Its start has a limit of its own, which names the log; this one is for that, and for what is done to it besides. */
const houseMs = 2 * coldStartMs;

interface OpenDesk {
  /** Signed in as this person; left at the first page when not given. */
  readonly as?: { readonly email: string };
  readonly userData?: string;
  readonly address?: string | null;
  readonly args?: readonly string[];
}

interface Fixtures {
  /** The running product, without conversations and with everybody offline. */
  readonly floor: House;
  readonly watch: Watch;
  readonly newFolder: () => string;
  readonly openDesk: (options?: OpenDesk) => Promise<Desk>;
  readonly openCustomer: (place?: string, options?: BrowserContextOptions) => Promise<Customer>;
  /** A browser for /app. */
  readonly openBrowser: (options?: BrowserContextOptions) => Promise<Awaited<ReturnType<Browser["newPage"]>>>;
}

export const test = base.extend<Fixtures, { house: House; chrome: Browser }>({
  house: [
    async ({}, use) => {
      const house = await makeHouse();
      try {
        await house.start();
        await use(house);
      } finally {
        await house.tearDown();
      }
    },
    { scope: "worker", timeout: houseMs },
  ],

  chrome: [
    async ({}, use) => {
      const browser = await launchChromium();
      await use(browser);
      await browser.close();
    },
    { scope: "worker", timeout: coldStartMs + 10_000 },
  ],

  floor: [
    async ({ house }, use) => {
      if (!house.isRunning()) await house.start();
      await empty(house);
      await use(house);
    },
    { auto: true, timeout: houseMs },
  ],

  watch: async ({ floor }, use) => {
    const watch = createWatch([floor.address, floor.shop]);
    await use(watch);
    expect(watch.complaints).toEqual([]);
  },

  newFolder: async ({}, use) => {
    const folders: string[] = [];
    await use(() => {
      const folder = mkdtempSync(path.join(tmpdir(), "sidetone-desk-"));
      folders.push(folder);
      return folder;
    });
    for (const folder of folders) forget(folder);
  },

  openDesk: async ({ floor, watch, newFolder }, use) => {
    const desks: Desk[] = [];
    await use(async ({ as, userData = newFolder(), address = floor.address, args = [] } = {}) => {
      const desk = await startDesk({ address, userData, args });
      desks.push(desk);
      for (const page of desk.app.windows()) watch.page("desktop", page);
      desk.app.on("window", (page) => watch.page("second window", page));
      if (as) await signIn(desk.page, as.email);
      return desk;
    });
    await Promise.all(desks.map((desk) => desk.close()));
  },

  openCustomer: async ({ floor, watch, chrome }, use) => {
    const customers: Customer[] = [];
    await use(async (place = "/", options = {}) => {
      const context = await chrome.newContext({ locale: "en-GB", ...options });
      context.on("page", (page) => watch.page("shop", page));
      const customer = await enterShop(context, `${floor.shop}${place}`);
      customers.push(customer);
      return customer;
    });
    for (const { context } of customers) await context.close();
  },

  openBrowser: async ({ floor, watch, chrome }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (options = {}) => {
      const context = await chrome.newContext({ locale: "en-GB", ...options });
      contexts.push(context);
      const page = await context.newPage();
      watch.page("/app", page);
      await page.goto(`${floor.address}/app`);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect } from "@playwright/test";

/** Between two tests: nobody waits, nobody is there, and everybody reads English. */
async function empty(house: House): Promise<void> {
  await truncated(
    house,
    "truncate files, offers, conversation_events, conversations, customers, news_outbox, presence_leases, status_log, agent_activity, device_media cascade",
  );
  await house.sql("delete from sessions");
  await house.sql(
    "update agent_status set status = 'offline', cause = 'signed_out', before = null, next = null, version = version + 1",
  );
  await house.sql("update users set language = 'en'");
}

/** The server goes on looking at these tables meanwhile: of two that wait for each other the database ends one. */
async function truncated(house: House, statement: string, tries = 3): Promise<void> {
  try {
    await house.sql(statement);
  } catch (error) {
    if (tries <= 1 || !String(error).includes("deadlock")) throw error;
    await truncated(house, statement, tries - 1);
  }
}
