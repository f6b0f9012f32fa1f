import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Electron opens no page for axe to work in; it then works in the page itself, where no foreign frame is. */
interface Options {
  readonly inDesktop?: boolean;
}

/**
 * What keeps somebody from using a page, by the words of axe: nothing serious or critical may be left. What a second
 * look no longer finds was on its way in or out; a barrier stays.
 */
export async function barriers(page: Page, options: Options = {}): Promise<string[]> {
  const found = await look(page, options);
  if (found.length === 0) return found;
  await page.waitForTimeout(1_000);
  return look(page, options);
}

/** The same, in the light look and in the dark one. */
export async function barriersInBothLooks(page: Page, options: Options = {}): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await barriers(page, options)).map((one) => `${colorScheme}: ${one}`));
  }
  return found;
}

async function look(page: Page, { inDesktop = false }: Options): Promise<string[]> {
  // Half faded in or out, every text has too little contrast.
  const isFading = () =>
    document.getAnimations().some((one) => one instanceof CSSTransition && one.playState === "running");
  for (let looks = 0; looks < 20 && (await page.evaluate(isFading)); looks++) await page.waitForTimeout(100);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(inDesktop).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, html, failureSummary }) =>
          `${id} ${target.join(" ")}: ${failureSummary?.split("\n")[1] ?? ""} ${html.slice(0, 120)}`,
      ),
    );
}
