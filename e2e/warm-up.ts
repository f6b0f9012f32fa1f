import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { coldStartMs } from "./cold-start.ts";
import { launchChromium } from "./desk/support/customer.ts";
import { forget, startDesk } from "./desk/support/desk.ts";

/** Has Chromium and the desktop read from the disk once, before the clock of any test runs. */
// biome-ignore lint/style/noDefaultExport: Playwright takes a global setup by its default export.
export default async function warmUp(): Promise<void> {
  // The tests of the package bring their own program.
  if (!process.env.SIDETONE_ELECTRON) return;
  const began = performance.now();
  for (const [name, startOnce] of [
    ["Chromium", chromiumOnce],
    ["the desktop", desktopOnce],
  ] as const) {
    // Not the place to judge: what cannot start fails the tests that need it, and says so there.
    await startOnce().catch((error: Error) => console.warn(`${name} was not warmed up: ${error.message}`));
  }
  console.log(`warmed up in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function chromiumOnce(): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent("<button>warm</button><iframe srcdoc='<p>and its frames</p>'></iframe>");
    await page.getByRole("button").click({ timeout: coldStartMs });
  } finally {
    await browser.close();
  }
}

async function desktopOnce(): Promise<void> {
  const userData = mkdtempSync(path.join(tmpdir(), "sidetone-warm-"));
  try {
    const desk = await startDesk({ address: null, userData });
    await desk.page.getByRole("textbox").first().waitFor({ timeout: coldStartMs });
    await desk.close();
  } finally {
    forget(userData);
  }
}
