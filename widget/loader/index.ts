import type { WidgetConfig } from "#shared/contract/widget.ts";
import { readScriptTag, type Settings } from "./script-tag.ts";
import { startWidget, type Widget } from "./widget.ts";

/** Asks whether this site may show the widget, and with which settings. */
async function boot({ origin, workspace }: Settings): Promise<WidgetConfig> {
  const url = `${origin}/api/v1/widget/boot?key=${encodeURIComponent(workspace)}`;
  const answer = await fetch(url, { credentials: "omit" });
  if (!answer.ok) throw new Error(`Sidetone: the widget was refused here (${answer.status})`);
  return answer.json();
}

async function main(): Promise<void> {
  const settings = readScriptTag(document.currentScript);
  if (!settings) return console.warn("Sidetone: the script tag needs data-workspace");
  if (window.Sidetone) return;
  // Calls made before the answer is there are kept, so that a page need not wait for us.
  const early: (() => void)[] = [];
  let widget: Widget | undefined;
  const later = (run: () => void) => (widget ? run() : void early.push(run));
  window.Sidetone = {
    open: () => later(() => widget?.open()),
    close: () => later(() => widget?.close()),
    identify: (token) => later(() => widget?.identify(token)),
    shutdown: () => {
      later(() => widget?.shutdown());
      delete window.Sidetone;
    },
  };
  try {
    const config = await boot(settings);
    if (!document.body) await new Promise((done) => addEventListener("DOMContentLoaded", done));
    widget = startWidget(settings, config, () => boot(settings));
    for (const run of early) run();
  } catch (error) {
    console.warn(error);
  }
}

declare global {
  interface Window {
    Sidetone?: {
      open(): void;
      close(): void;
      /** A short-lived token the site has signed for its signed-in customer. */
      identify(token: string): void;
      /** Forgets the visitor on this device and takes the widget off the page: call it at sign-out. */
      shutdown(): void;
    };
  }
}

void main();
