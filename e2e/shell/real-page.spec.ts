import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** What the page's policy refused, as the page itself was told, and all that its console had to say of errors. */
async function watched(page: Page) {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(() => {
    const seen: string[] = [];
    (window as unknown as { violations: string[] }).violations = seen;
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, sample }) =>
      seen.push([violatedDirective, blockedURI, sourceFile, sample].join(" ")),
    );
  });
  await page.reload();
  const violations = () => page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  return { errors, violations };
}

test("the desktop's own page lives within its policy, and would be reported if it did not", async ({
  launch,
}) => {
  const app = await launch({ folder: root });
  const page = await app.firstWindow();
  const { errors, violations } = await watched(page);
  const submit = async (password: string) => {
    await page.getByRole("textbox", { name: "E-mail" }).fill("ada@shop.example");
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };

  await submit("wrong");
  await expect(page.getByRole("alert")).toBeVisible();
  // Signed in, the page loads the desk, with all the schemas of the contract; our server here then knows no desk.
  await submit("right");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toHaveCount(0);
  await page.waitForLoadState("networkidle");

  expect(await violations()).toEqual([]);
  // A server that says 404 is told by Chromium itself.
  expect(errors.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);

  // Proof that the watch is awake. Later, because what a debugger runs itself is above the policy.
  await page.evaluate(() => {
    setTimeout(() => new Function(""));
  });
  await expect.poll(violations).not.toEqual([]);
});
