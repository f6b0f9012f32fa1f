import { ana, expect, joao, test } from "../desk/fixtures.ts";
import { say, startChat } from "../desk/support/customer.ts";
import type { Desk } from "../desk/support/desk.ts";
import { accept, chooseStatus, strip, timeline } from "../desk/support/desk.ts";

test("after a sleep the desk takes a new connection by itself", async ({ openDesk }) => {
  test.setTimeout(240_000);
  const desk = await openDesk({ as: ana });
  const opened = desk.page.waitForEvent("websocket");
  await desk.app.evaluate(({ powerMonitor }) => powerMonitor.emit("resume"));
  await opened;
  await expect(strip(desk.page)).toHaveText("Live");
});

test("a message brings a notification, and a click on it opens the conversation", async ({
  openDesk,
  openCustomer,
}) => {
  test.setTimeout(240_000);
  const desk = await openDesk({ as: ana });
  await chooseStatus(desk.page, "Ready");
  const customer = await openCustomer("/");
  await startChat(customer, { ...joao, text: "Is anybody there?" });
  await accept(desk.page);

  await test.step("the agent is elsewhere in the app, and the window is not in front", async () => {
    await desk.page.getByRole("navigation").getByRole("link", { name: "Help" }).click();
    await expect(timeline(desk.page)).toHaveCount(0);
    await keepNotices(desk);
    await desk.page.evaluate(() => {
      document.hasFocus = () => false;
    });
  });
  await say(customer, "Hello again?");
  await expect.poll(() => noticesOf(desk)).toEqual([expect.stringContaining(joao.name)]);

  await desk.app.evaluate(() => {
    (globalThis as unknown as Kept).kept[0]?.emit("click");
  });
  await expect(timeline(desk.page)).toContainText("Hello again?");
});

type Kept = { kept: { title: string; emit(name: string): void }[] };

/** Holds what would be shown by the system, so that a test can click it. */
const keepNotices = (desk: Desk) =>
  desk.app.evaluate(({ Notification }) => {
    const { kept } = Object.assign(globalThis, { kept: [] }) as unknown as Kept;
    Notification.prototype.show = function show() {
      kept.push(this as unknown as Kept["kept"][number]);
    };
  });

const noticesOf = (desk: Desk) =>
  desk.app.evaluate(() => (globalThis as unknown as Kept).kept.map(({ title }) => title));
