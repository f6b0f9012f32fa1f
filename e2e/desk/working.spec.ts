import type { Page } from "@playwright/test";
import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { bubble, say, startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  composer,
  list,
  offerCard,
  timeline,
  toldTheSystem,
  write,
} from "./support/desk.ts";

/** A coordinator: looks after the conversations of the queue in which new chats wait. */
const priya = { name: "Priya Nair", email: "priya.nair@lumina.example" };

const maria = { name: "Maria Costa", email: "maria@customer.example" };

/** Hands the open conversation to a colleague. */
async function handOver(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Transfer", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Transfer the conversation" });
  await dialog.getByRole("radio", { name }).click();
  await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("a transfer that is not taken comes back, and a parked conversation comes up when the customer writes @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const [{ page: anas }, { page: lucas }] = await Promise.all([
    openDesk({ as: ana }),
    openDesk({ as: luca }),
  ]);
  await chooseStatus(anas, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "My lamp flickers." });
  await accept(anas);

  await test.step("the agent sees beforehand who is there, and hands over by keyboard", async () => {
    await composer(anas).press("Escape");
    await anas.keyboard.press("t");
    const dialog = anas.getByRole("dialog", { name: "Transfer the conversation" });
    await expect(dialog.getByText(/free: \d chats/).first()).toBeVisible();
    await expect(dialog.getByText("Groups", { exact: true })).toBeVisible();
    await dialog.getByRole("radio", { name: luca.name }).click();
    await expect(dialog.getByText(/it comes back to you/)).toBeVisible();
    await dialog.getByRole("textbox", { name: /^Note/ }).fill("He has the red one");
    await dialog.getByRole("button", { name: "Transfer", exact: true }).click();
    await expect(offerCard(lucas)).toContainText("He has the red one");
    await expect(offerCard(lucas).getByRole("img", { name: "For you alone" })).toBeVisible();
    await expect(list(anas, "Assigned to me")).toHaveCount(0);
  });

  await test.step("the colleague lets it ring, and it is back with who handed it over", async () => {
    await floor.sql("update offers set expires_at = now() where state = 'open'");
    await expect(offerCard(anas)).toBeVisible();
    await expect(offerCard(lucas)).toHaveCount(0);
    await accept(anas);
    await expect(timeline(anas)).toContainText("Luca Rossi did not take it: it goes to Ana Souza");
  });

  await test.step("she parks it, and it is out of her way", async () => {
    await composer(anas).press("Escape");
    await anas.keyboard.press("p");
    const dialog = anas.getByRole("dialog", { name: "Park the conversation" });
    await dialog.getByRole("radio", { name: "In one hour" }).click();
    await dialog.getByRole("textbox", { name: /^What to do then/ }).fill("Ask the warehouse");
    await dialog.getByRole("button", { name: "Park", exact: true }).click();
    await expect(anas.getByRole("region", { name: "Parked" }).getByRole("listitem")).toHaveCount(1);
    await expect(list(anas, "Assigned to me")).toHaveCount(0);
    await expect(timeline(anas)).toContainText("Ana Souza put it aside until");
  });

  await test.step("the customer writes, and it is with her again", async () => {
    await say(customer, "It has stopped now.");
    await expect(list(anas, "Assigned to me")).toHaveCount(1);
    await expect(timeline(anas)).toContainText("Taken up again: the customer has written");
    await expect(anas.getByRole("region", { name: "Parked" })).toHaveCount(0);
  });

  await test.step("parked again, she takes it up herself", async () => {
    await anas.getByRole("button", { name: "Park", exact: true }).click();
    await anas.getByRole("dialog").getByRole("button", { name: "Park", exact: true }).click();
    await expect(anas.getByRole("region", { name: "Parked" })).toBeVisible();
    await anas.getByRole("button", { name: "Resume" }).click();
    await expect(list(anas, "Assigned to me")).toHaveCount(1);
  });

  await test.step("a reply begun before the colleague's answer is asked about once, then sent", async () => {
    await composer(anas).fill("Let me look into it.");
    await handOver(anas, luca.name);
    await accept(lucas);
    await write(lucas, "It is a loose contact.");
    await expect(bubble(customer, "It is a loose contact.")).toBeVisible();
    await handOver(lucas, ana.name);
    await accept(anas);
    await composer(anas).press("Enter");
    await expect(anas.getByText("Luca Rossi answered meanwhile.")).toBeVisible();
    await expect(bubble(customer, "Let me look into it.")).toHaveCount(0);
    await anas.getByRole("button", { name: "Send anyway" }).click();
    await expect(bubble(customer, "Let me look into it.")).toBeVisible();
  });

  await test.step("with several at once she sees which is late for its target, and in which nobody writes any more", async () => {
    const other = await openCustomer("/");
    await startChat(other, { ...maria, text: "Where is my parcel?" });
    await accept(anas);
    const hers = (name: string) => list(anas, "Assigned to me").filter({ hasText: name });
    await expect(hers(maria.name)).toBeVisible();
    await floor.sql(
      "update conversations set last_message_at = now() - interval '7 minutes' where state = 'assigned'",
    );
    await anas.reload();
    await expect(hers(joao.name).getByLabel(/^Nobody has written for 7:/)).toBeVisible();
    await expect(hers(maria.name).getByTitle(/^7:\d\d of/)).toHaveAttribute("data-warm", "red");
    await expect(hers(maria.name).getByLabel(/Nobody has written/)).toHaveCount(0);
  });

  expect(customer.received()).not.toContain("red one");
  expect(customer.received()).not.toContain("warehouse");
});

test("an agent asks for help, a coordinator hears it at once, comes and notes, and the customer sees nothing of it @P0", async ({
  openDesk,
  openCustomer,
}) => {
  const [anas, priyas] = await Promise.all([openDesk({ as: ana }), openDesk({ as: priya })]);
  await chooseStatus(anas.page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "I want 500 euros back." });
  await accept(anas.page);

  await test.step("asked with a reason, it is heard", async () => {
    await composer(anas.page).press("Escape");
    await anas.page.keyboard.press("h");
    const dialog = anas.page.getByRole("dialog", { name: "Ask for help" });
    await dialog.getByRole("textbox", { name: /^What do you need/ }).fill("May I refund 500 euros?");
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(priyas.page.getByRole("button", { name: "1 request for help" })).toBeVisible();
    await expect(priyas.page.getByText("Ana Souza asks for help")).toBeVisible();
    await expect(anas.page.getByRole("main")).toContainText("Help asked for");
  });

  await test.step("she comes, and the agent is told who", async () => {
    await priyas.page.getByRole("button", { name: "1 request for help" }).click();
    const asked = priyas.page.getByRole("dialog", { name: "Requests for help" });
    await expect(asked).toContainText("May I refund 500 euros?");
    await asked.getByRole("button", { name: "I come" }).click();
    await expect(timeline(priyas.page)).toContainText("I want 500 euros back.");
    await expect(anas.page.getByRole("main")).toContainText("Priya Nair comes to help");
    await expect(timeline(anas.page)).toContainText("Priya Nair comes to help");
    const { notices } = await toldTheSystem(anas);
    expect(notices.filter((title) => title.includes("asks for help"))).toEqual([]);
  });

  await test.step("she writes a note; the agent sees that she is writing, then what", async () => {
    await priyas.page.getByRole("radio", { name: "Note" }).click();
    await composer(priyas.page).pressSequentially("Yes, up to 600.");
    await expect(anas.page.getByText("Priya Nair is writing here too.")).toBeVisible();
    await composer(priyas.page).press("Enter");
    await expect(timeline(anas.page)).toContainText("Yes, up to 600.");
    await write(anas.page, "You will have it tomorrow.");
    await expect(bubble(customer, "You will have it tomorrow.")).toBeVisible();
  });

  await test.step("it is done, and off the lists", async () => {
    await priyas.page.getByRole("button", { name: /requests for help$/ }).click();
    const asked = priyas.page.getByRole("dialog", { name: "Requests for help" });
    await asked.getByRole("button", { name: "Done" }).click();
    await expect(asked).toContainText("Nobody asks for help.");
    await expect(anas.page.getByRole("button", { name: "Ask for help" })).toBeVisible();
  });

  expect(customer.received()).not.toContain("up to 600");
  expect(customer.received()).not.toContain("refund");
});
