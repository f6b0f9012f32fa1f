import { ana, expect, joao, luca, test } from "./fixtures.ts";
import { bubble, say, startChat } from "./support/customer.ts";
import {
  accept,
  chooseStatus,
  isAudible,
  list,
  offerCard,
  statusToggle,
  strip,
  timeline,
  write,
} from "./support/desk.ts";
import { type House, happened } from "./support/house.ts";

const withinTwoSeconds = { timeout: 2_000 };

/** From the moment at which the message is written, not from the keystroke in a busy window. */
const isWritten = (floor: House, text: string) =>
  happened(floor, "select 1 from conversation_events where body->>'text' = $1", [text]);

test("a second window of the desktop agrees within two seconds @P0", async ({
  floor,
  openDesk,
  openCustomer,
}) => {
  const desk = await openDesk({ as: ana });
  const opened = desk.app.waitForEvent("window");
  await desk.page.keyboard.press("Control+k");
  await desk.page.getByPlaceholder("Search conversations and actions").fill("second window");
  await desk.page.keyboard.press("Enter");
  const second = await opened;
  await expect(strip(second)).toHaveText("Live");

  await chooseStatus(desk.page, "Ready");
  await expect(statusToggle(second)).toHaveAccessibleName(/^Status: Ready/, withinTwoSeconds);

  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Do both see me?" });
  await expect(offerCard(desk.page)).toBeVisible();
  await expect(offerCard(second)).toBeVisible(withinTwoSeconds);
  await expect.poll(() => isAudible(desk)).toBe(true);

  await accept(desk.page);
  await expect(offerCard(second)).toHaveCount(0, withinTwoSeconds);
  await expect(list(second, "Assigned to me")).toHaveCount(1, withinTwoSeconds);
  await list(second, "Assigned to me").click();
  await expect(timeline(second)).toContainText("Do both see me?");

  await write(desk.page, "From the first window");
  await isWritten(floor, "From the first window");
  await expect(timeline(second)).toContainText("From the first window", withinTwoSeconds);
  await write(second, "From the second window");
  await isWritten(floor, "From the second window");
  await expect(timeline(desk.page)).toContainText("From the second window", withinTwoSeconds);
  await say(customer, "I read both");
  await expect(timeline(desk.page)).toContainText("I read both");
  await expect(timeline(second)).toContainText("I read both", withinTwoSeconds);
  await expect(bubble(customer, "From the second window")).toHaveCount(1);
});

test("a declined or missed offer goes to the next agent, and who missed it is told @P0", async ({
  openDesk,
  openCustomer,
}) => {
  const [anas, lucas] = await Promise.all([openDesk({ as: ana }), openDesk({ as: luca })]);
  await chooseStatus(anas.page, "Ready");
  const first = await openCustomer("/");
  await startChat(first, { ...joao, text: "Number one" });
  await expect(offerCard(anas.page)).toContainText("Number one");
  await chooseStatus(lucas.page, "Ready");

  await test.step("declined: it rings at the other agent at once", async () => {
    await offerCard(anas.page).getByRole("button", { name: "Decline" }).click();
    await expect(offerCard(lucas.page)).toContainText("Number one");
    await expect(offerCard(anas.page)).toHaveCount(0);
    await expect(statusToggle(anas.page)).toHaveAccessibleName(/^Status: Ready/);
    await accept(lucas.page);
  });

  await test.step("not answered in 20 s: the agent is not ready any more, and sees why", async () => {
    const second = await openCustomer("/");
    await startChat(second, { name: "Marta Ruiz", email: "marta@customer.example", text: "Number two" });
    await expect(offerCard(anas.page)).toContainText("Number two");
    await expect(offerCard(lucas.page)).toContainText("Number two", { timeout: 60_000 });
    // At once: he has no more than 20 s either.
    await accept(lucas.page);
    await expect(timeline(lucas.page)).toContainText("Number two");
    await expect(statusToggle(anas.page)).toHaveAccessibleName(/^Status: Paused.*Offer missed/);
    await statusToggle(anas.page).click();
    await expect(anas.page.getByText("Set by the system: an offer was not answered")).toBeVisible();
  });
});
