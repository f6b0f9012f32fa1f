import { isOwnPage } from "./own-page.ts";

type NavigationEvent = { preventDefault(): void; url?: string };
type Listen = (event: NavigationEvent, url?: unknown) => void;
/** The part of Electron's WebContents that decides where a page may go. */
export type Navigable = {
  on(
    name: "will-navigate" | "will-redirect" | "will-frame-navigate" | "will-attach-webview",
    listen: Listen,
  ): unknown;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: "deny" }): void;
};

/** Keeps a window on our own pages; what it tries to open elsewhere goes to `openOutside`, which asks its own list. */
export function guardNavigation(contents: Navigable, openOutside: (url: string) => void): void {
  const keepHome: Listen = (event, url) => {
    // Electron told the address as the second argument before it put it on the event.
    const target = event.url ?? (typeof url === "string" ? url : undefined);
    if (!isOwnPage(target)) event.preventDefault();
  };
  contents.on("will-navigate", keepHome);
  contents.on("will-redirect", keepHome);
  contents.on("will-frame-navigate", keepHome);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: "deny" };
  });
}
