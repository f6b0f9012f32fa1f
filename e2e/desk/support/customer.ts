import {
  type Browser,
  type BrowserContext,
  chromium,
  expect,
  type FrameLocator,
  type Locator,
  type Page,
} from "@playwright/test";
import { coldStartMs } from "../../cold-start.ts";

/** A customer in Debian's Chromium, on a page of the demo shop, with the real widget in its frame. */
export interface Customer {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly chat: FrameLocator;
  /** All that the server ever sent to this browser, for "he never sees that". */
  received(): string;
}

/** Starts the customers' browser. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", timeout: coldStartMs });

/** Notes down everything that reaches a page and its frames. */
function record(page: Page): () => string {
  const parts: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => parts.push(payload.toString())),
  );
  page.on("response", (response) => {
    if (!response.url().includes("/api/")) return;
    response.text().then(
      (text) => parts.push(text),
      () => undefined,
    );
  });
  return () => parts.join("\n");
}

export async function enterShop(context: BrowserContext, address: string): Promise<Customer> {
  const page = await context.newPage();
  const received = record(page);
  await page.goto(address);
  return { context, page, chat: page.frameLocator("sidetone-widget iframe"), received };
}

export const launcher = ({ page }: Customer): Locator =>
  page.getByRole("button", { name: /^(Open|Close) chat/ });
export const bubble = ({ chat }: Customer, text: string): Locator =>
  chat.getByRole("log").getByText(text, { exact: true });

/** Opens the widget, fills in the form before the chat and sends the first message. */
export async function startChat(
  customer: Customer,
  { name, email, text }: { name: string; email: string; text: string },
): Promise<void> {
  const { chat } = customer;
  await launcher(customer).click();
  await chat.getByRole("textbox", { name: "Your name" }).fill(name);
  await chat.getByRole("textbox", { name: "E-mail" }).fill(email);
  await chat.getByRole("textbox", { name: "How can we help?" }).fill(text);
  await chat.getByRole("button", { name: "Start chat" }).click();
  await expect(bubble(customer, text)).toBeVisible();
}

/** Writes in the widget. */
export async function say({ chat }: Customer, text: string): Promise<void> {
  await chat.getByRole("textbox", { name: "Write a message…" }).fill(text);
  await chat.getByRole("textbox", { name: "Write a message…" }).press("Enter");
}

/** The customer's own words and what he was told, in the order in which he sees them. */
export const shownTo = ({ chat }: Customer): Promise<string[]> =>
  chat.getByRole("log").locator(".bubble").allInnerTexts();
