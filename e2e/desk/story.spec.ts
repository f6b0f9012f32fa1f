import { readFileSync } from "node:fs";
import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { bubble, type Customer, launcher, say, shownTo, startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  composer,
  type Desk,
  download,
  isAudible,
  list,
  offerCard,
  sendFiles,
  strip,
  timeline,
  toldTheSystem,
  write,
} from "./support/desk.ts";
import { picture, put } from "./support/things.ts";

const question = "Hello! My lamp arrived with a broken shade.";
const secret = "He is right, the courier dropped it. Please send a new shade, no questions.";

test("a customer writes on a web page, an agent answers, a colleague closes, and it opens again @P0", async ({
  floor,
  openDesk,
  openCustomer,
  newFolder,
}) => {
  const [anas, lucas] = await Promise.all([openDesk({ as: ana }), openDesk({ as: luca })]);
  await chooseStatus(anas.page, "Ready");
  const customer = await openCustomer("/");

  await test.step("the customer writes, and the desktop rings", async () => {
    await startChat(customer, { ...joao, text: question });
    await expect(offerCard(anas.page)).toContainText(joao.name);
    await expect(offerCard(anas.page)).toContainText(question);
    await expect.poll(() => isAudible(anas)).toBe(true);
    await expect.poll(async () => (await toldTheSystem(anas)).badge).toBe(1);
    await expect(anas.page.getByRole("link", { name: "Workspace" })).toContainText("1");
    await expect(offerCard(lucas.page)).toHaveCount(0);
  });

  await test.step("the agent accepts with the keyboard, and it is quiet", async () => {
    await anas.page.keyboard.press("F8");
    await expect(timeline(anas.page)).toContainText(question);
    await expect(customer.chat.getByText("Ana Souza joined the conversation")).toBeVisible();
    await expect(offerCard(anas.page)).toHaveCount(0);
    await expect.poll(() => isAudible(anas)).toBe(false);
    await expect.poll(async () => (await toldTheSystem(anas)).badge).toBe(0);
  });

  await test.step("they talk: typing is seen and reading is marked on both sides", () =>
    talk(anas, customer));
  await test.step("files go both ways", () => exchangeFiles(anas, customer, newFolder()));
  await test.step("the agent hands over with a note", () => handOver(anas, lucas));

  await test.step("the colleague sees the note, the customer does not", async () => {
    await accept(lucas.page);
    await expect(timeline(lucas.page)).toContainText(secret);
    await expect(timeline(lucas.page)).toContainText("Ana Souza handed over to Luca Rossi");
    await write(lucas.page, "This is Luca. A new shade is on its way.");
    await expect(bubble(customer, "This is Luca. A new shade is on its way.")).toBeVisible();
    await expect(list(anas.page, "Assigned to me")).toHaveCount(0);
  });

  await test.step("the colleague closes with an outcome", async () => {
    await say(customer, "Thank you both!");
    await expect(timeline(lucas.page)).toContainText("Thank you both!");
    await lucas.page.getByRole("button", { name: "Close", exact: true }).click();
    const dialog = lucas.page.getByRole("dialog", { name: "Close the conversation" });
    await dialog.getByRole("radio", { name: "Resolved" }).click();
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(dialog).toHaveCount(0);
    await expect(list(lucas.page, "Assigned to me")).toHaveCount(0);
    await expect(
      customer.chat.getByText("The conversation was closed. Write again to reopen it."),
    ).toBeVisible();
  });

  await test.step("the customer writes again, and it opens again", async () => {
    await say(customer, "One more thing: which bulb fits?");
    await accept(anas.page);
    await expect(timeline(anas.page)).toContainText("Opened again: the customer wrote");
    await expect(timeline(anas.page)).toContainText("which bulb fits?");
    await expect(timeline(anas.page)).toContainText("Closed by Luca Rossi: Resolved");
  });

  await test.step("nothing internal ever reached the customer", async () => {
    expect(customer.received()).toContain("A new shade is on its way");
    expect(customer.received()).not.toContain("courier dropped it");
    expect(customer.received()).not.toContain("resolved");
    await expect(customer.chat.getByRole("log")).not.toContainText("courier");
  });

  await test.step("the log in the database is complete", async () => {
    const log = await floor.sql<{
      seq: number;
      kind: string;
      author: string;
      text: string | null;
      open: boolean;
    }>(
      `select seq, body->>'kind' as kind, author_name as author, body->>'text' as text, public_seq is not null as open
       from conversation_events order by seq`,
    );
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
    const words = log.map(
      ({ kind, author, text, open }) => `${open ? "" : "internal "}${kind}: ${text || author}`,
    );
    expect(words).toEqual([
      "opened: Sidetone",
      `message: ${question}`,
      "assigned: Ana Souza",
      "message: Good morning João, let me see.",
      "message: It is the green one.",
      "message: Ana Souza",
      "message: Ana Souza",
      "message: João Pereira",
      `internal note: ${secret}`,
      "transferred: Ana Souza",
      "assigned: Luca Rossi",
      "message: This is Luca. A new shade is on its way.",
      "message: Thank you both!",
      "closed: Luca Rossi",
      "reopened: Sidetone",
      "message: One more thing: which bulb fits?",
      "assigned: Ana Souza",
    ]);
  });
  await expect(strip(anas.page)).toHaveText("Live");
});

async function talk({ page }: Desk, customer: Customer): Promise<void> {
  await composer(page).pressSequentially("Good morning João,");
  await expect(customer.chat.getByRole("status", { name: "Ana Souza is writing" })).toBeVisible();
  await composer(page).pressSequentially(" let me see.");
  await composer(page).press("Enter");
  await expect(bubble(customer, "Good morning João, let me see.")).toBeVisible();
  await expect(timeline(page).getByText("Read", { exact: true })).toBeVisible();
  await expect(list(page, "Assigned to me")).toContainText("You: Good morning João, let me see.");

  await customer.chat.getByRole("textbox", { name: "Write a message…" }).pressSequentially("It is the green");
  await expect(page.getByText("João Pereira is typing…")).toBeVisible();
  await say(customer, "It is the green one.");
  await expect(timeline(page)).toContainText("It is the green one.");
  await expect(customer.chat.getByRole("log").locator(".mine .meta").last()).toContainText("Read");

  await launcher(customer).click();
  await expect(launcher(customer)).toHaveAccessibleName("Open chat");
}

async function exchangeFiles(desk: Desk, customer: Customer, folder: string): Promise<void> {
  const { page } = desk;
  const image = put(folder, "shade.png", picture());
  const invoice = put(folder, "invoice.csv", "item;price\nshade;29.00\n");
  await sendFiles(page, [image]);
  await expect(timeline(page).getByRole("img", { name: "Image: shade.png" })).toBeVisible();
  await sendFiles(page, [invoice]);
  // He had closed the chat: the badge counts what he has not seen, and opening it shows everything.
  await expect(launcher(customer)).toHaveAccessibleName("Open chat, 2 unread");
  await launcher(customer).click();
  const shown = customer.chat.getByRole("img", { name: "Image shade.png" });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight])).toEqual([
    120, 80,
  ]);

  const coming = customer.page.waitForEvent("download");
  await customer.chat.getByRole("button", { name: "Download invoice.csv" }).click();
  expect(readFileSync(await (await coming).path(), "utf8")).toBe("item;price\nshade;29.00\n");

  const receipt = put(folder, "receipt.txt", "paid on Tuesday, 29.00");
  await customer.chat.locator("input[type=file]").setInputFiles(receipt);
  await expect(customer.chat.getByRole("button", { name: "Remove receipt.txt" })).toBeVisible();
  await customer.chat.getByRole("button", { name: "Send", exact: true }).click();
  const button = timeline(page).getByRole("button", { name: "Download receipt.txt" });
  await expect(button).toBeVisible();
  expect(readFileSync(await download(desk, button, folder), "utf8")).toBe("paid on Tuesday, 29.00");
  expect(await shownTo(customer)).toContain("Good morning João, let me see.");
}

async function handOver(from: Desk, to: Desk): Promise<void> {
  await from.page.getByRole("button", { name: "Transfer", exact: true }).click();
  const dialog = from.page.getByRole("dialog", { name: "Transfer the conversation" });
  await dialog.getByRole("radio", { name: /Luca Rossi/ }).click();
  await dialog.getByRole("textbox", { name: /^Note for whoever gets it/ }).fill(secret);
  await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(offerCard(to.page)).toContainText("Handed to you by a colleague");
  await expect(offerCard(to.page)).toContainText(secret);
}
