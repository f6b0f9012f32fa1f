import { expect, type Page } from "@playwright/test";

/** What a person would not see at once, but an administrator of the server would. */
export interface Trouble {
  /** Errors in the console, and questions that the server refused or could not answer. */
  readonly found: readonly string[];
  /** Waits until no question to the server is open. */
  quiet(): Promise<void>;
}

/**
 * The browser's words for a packet that meets a connection on its way out, as when the server lets somebody in anew:
 * whatever matters is acknowledged, and sent again over the next one.
 */
const onItsWayOut = "WebSocket is already in CLOSING or CLOSED state.";

/** Notes down the trouble of a page from now on. */
export function listenForTrouble(page: Page): Trouble {
  const found: string[] = [];
  const open = new Set<object>();
  page.on("console", (message) => {
    if (message.type() === "error" && message.text() !== onItsWayOut)
      found.push(`console: ${message.text()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => {
    // A stream of news has no end.
    if (request.url().includes("/api/")) open.add(request);
  });
  page.on("requestfinished", (request) => open.delete(request));
  page.on("requestfailed", (request) => open.delete(request));
  return {
    found,
    async quiet() {
      await expect.poll(() => open.size, { intervals: [20, 50, 100] }).toBe(0);
    },
  };
}
