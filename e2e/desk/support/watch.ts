import type { Page } from "@playwright/test";

/** What went wrong in a page while a test looked elsewhere. */
export interface Watch {
  /** Watches a page and its frames; `who` names it in the complaint. */
  page(who: string, page: Page): void;
  /** Violations of the security policy, uncaught errors, requests to foreign addresses. */
  readonly complaints: readonly string[];
}

const policyWords =
  /Content[- ]Security[- ]Policy|TrustedHTML|TrustedScript|Refused to (load|execute|apply|connect|frame|evaluate)/i;
const ownSchemes = new Set(["app:", "blob:", "data:", "about:", "devtools:", "chrome-error:"]);

/** Watches pages for whatever must never happen; every test ends with a look at its complaints. */
export function createWatch(own: readonly string[]): Watch {
  const complaints: string[] = [];
  const isOwn = (address: string) => {
    const { protocol, origin } = new URL(address);
    return (
      ownSchemes.has(protocol) || own.some((one) => origin === one || origin === one.replace("http:", "ws:"))
    );
  };
  return {
    complaints,
    page(who, page) {
      page.on("console", (message) => {
        if (policyWords.test(message.text())) complaints.push(`${who}, policy: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`${who}, uncaught: ${error.message}`));
      const see = (address: string) => {
        if (!isOwn(address)) complaints.push(`${who}, foreign address: ${address}`);
      };
      page.on("request", (request) => see(request.url()));
      page.on("websocket", (socket) => see(socket.url()));
    },
  };
}
