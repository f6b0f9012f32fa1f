import { readdirSync, readFileSync } from "node:fs";
import { ana, expect } from "./fixtures.ts";
import { bothHear, button, pitches, test, theCall } from "./support/calling.ts";
import { frameOf, hearsIn } from "./support/calling-page.ts";
import { launcher } from "./support/customer.ts";
import type { House } from "./support/house.ts";

/** The process that moves the sound of this house, by what it was started with. */
function mediaProcessOf({ dataDir }: House): number {
  const found = readdirSync("/proc").find((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return words.includes("media/process/main.ts") && words.includes(dataDir);
    } catch {
      return false; // gone meanwhile
    }
  });
  return Number(found);
}

test("a customer's call outlives another window of his, a restart of the server and the death of the media process @P1", async ({
  caller,
  agent,
  floor,
}) => {
  const { page } = caller;
  await launcher(caller).click();
  await button(caller, "Call").click();
  await theCall(caller).getByRole("textbox", { name: "Your name" }).fill("João Pereira");
  await button(caller, "Call now").click();
  const { id } = await agent.takeCall();
  await bothHear(caller, agent);

  const second = await caller.context.newPage();
  await second.goto(`${floor.shop}/`);
  await second.getByRole("button", { name: /^Open chat/ }).click();
  const there = second.frameLocator("sidetone-widget iframe").getByRole("region", { name: "Call" });
  await expect(there).toContainText("Your call is in another window");
  await there.getByRole("button", { name: "Continue here" }).click();
  await expect(there).toContainText("The other window still has the call.");
  await second.close();
  await bothHear(caller, agent);

  await floor.kill();
  await bothHear(caller, agent);
  await floor.start();
  await bothHear(caller, agent);

  process.kill(mediaProcessOf(floor), "SIGKILL");
  const lost = Date.now();
  await expect.poll(() => hearsIn(frameOf(page), pitches), { intervals: [50] }).toEqual([]);
  // The agent here has no program that comes back by itself; the customer's has.
  await expect.poll(() => agent.connect(id).then(String, String), { timeout: 15_000 }).toBe("undefined");
  await bothHear(caller, agent);
  console.log(`heard again ${Date.now() - lost} ms after the media process was killed`);
  await expect(theCall(caller)).toContainText(`In a call with ${ana.name}`);
  await button(caller, "Hang up").click();
  await expect(theCall(caller)).toContainText("The call has ended");
  // Asked, not heard: what was refused while the server came up does not come back by itself.
  await expect.poll(() => agent.ask("GET", "/calls/mine")).toEqual([]);
});
