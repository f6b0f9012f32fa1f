import type { BrowserWindowConstructorOptions } from "electron";
import { isOwnPage } from "./own-page.ts";
import { pictureWindowOptions } from "./window-options.ts";

type NavigationEvent = { preventDefault(): void; url?: string };
type Listen = (event: NavigationEvent, url?: unknown) => void;
/** The part of Electron's WebContents that decides where a page may go. */
export type Navigable = {
  on(
    name: "will-navigate" | "will-redirect" | "will-frame-navigate" | "will-attach-webview",
    listen: Listen,
  ): unknown;
  getURL(): string;
  setWindowOpenHandler(handler: (details: { url: string; frameName: string }) => Opened): void;
};
type Opened =
  | { action: "deny" }
  | { action: "allow"; overrideBrowserWindowOptions: BrowserWindowConstructorOptions };

/** The name of the one window that our own page may open by itself: empty, and filled with the pictures of a video call. */
const PICTURE_WINDOW = "sidetone-pictures";

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
  contents.setWindowOpenHandler(({ url, frameName }) => {
    if (url === "about:blank" && frameName === PICTURE_WINDOW && isOwnPage(contents.getURL()))
      return { action: "allow", overrideBrowserWindowOptions: pictureWindowOptions };
    openOutside(url);
    return { action: "deny" };
  });
}
