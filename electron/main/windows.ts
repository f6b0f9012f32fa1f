import { type App, BrowserWindow, type NativeTheme, type Screen } from "electron";
import type { Log } from "./log.ts";
import { guardNavigation, type Navigable } from "./navigation.ts";
import { pageAddress } from "./own-page.ts";
import type { SettingsFile } from "./settings.ts";
import { windowOptions } from "./window-options.ts";
import { usableBounds } from "./window-state.ts";

type WindowDeps = {
  app: App;
  screen: Screen;
  nativeTheme: NativeTheme;
  settings: SettingsFile;
  preload: string;
  icon: string | undefined;
  openOutside(url: string): void;
  log: Log;
};

/** A page that crashes again at once would otherwise be reloaded for ever. */
const RELOADS_PER_MINUTE = 3;

/** Opens the app's windows. The only place that makes one, so that every window has the same walls. */
export function startWindows(deps: WindowDeps) {
  const { app, screen, nativeTheme, settings, log } = deps;

  /** Windows with the app in them; one with the pictures of a call hangs on its own. */
  const desks = new Set<BrowserWindow>();
  const all = () => BrowserWindow.getAllWindows().filter((window) => desks.has(window));

  function open(path: string): BrowserWindow {
    const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(
      (display) => display.workArea,
    );
    const { maximized, ...kept } = usableBounds(settings.get().window, screens);
    const others = all().length;
    const bounds = { ...kept, x: kept.x + others * 32, y: kept.y + others * 32 };
    const isDark = nativeTheme.shouldUseDarkColors;
    const window = new BrowserWindow(
      windowOptions({ bounds, preload: deps.preload, isDark, icon: deps.icon }),
    );
    window.once("ready-to-show", () => {
      if (maximized && others === 0) window.maximize();
      window.show();
      log("window.shown", { sinceStartMs: Math.round(performance.now()) });
    });
    desks.add(window);
    window.once("closed", () => desks.delete(window));
    window.webContents.on("did-create-window", (pictures) => {
      window.once("closed", () => !pictures.isDestroyed() && pictures.destroy());
    });
    keepBounds(window, settings);
    void window.loadURL(pageAddress(path)).catch(() => log("window.load-failed"));
    return window;
  }

  // On every page that comes to life, also those that no line here opened.
  app.on("web-contents-created", (_event, contents) => {
    guardNavigation(contents as unknown as Navigable, deps.openOutside);
    const crashes: number[] = [];
    contents.on("render-process-gone", (_gone, { reason, exitCode }) => {
      log("page.gone", { reason, exitCode });
      if (reason === "clean-exit") return;
      const minuteAgo = Date.now() - 60_000;
      crashes.push(Date.now());
      if (crashes.filter((at) => at > minuteAgo).length <= RELOADS_PER_MINUTE) contents.reload();
    });
    contents.on("did-fail-load", (_failed, code, _text, _url, isMainFrame) =>
      log("page.load-failed", { code, isMainFrame }),
    );
    contents.on("did-finish-load", () => log("page.loaded"));
    contents.on("unresponsive", () => log("page.unresponsive"));
  });

  return {
    open,
    all,
    /** The window the user last worked in; brought to the front for a link that he clicked. */
    front(): BrowserWindow {
      const focused = all().find((one) => one.isFocused());
      const window = focused ?? all()[0] ?? open("/");
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      return window;
    },
  };
}

export type Windows = ReturnType<typeof startWindows>;

function keepBounds(window: BrowserWindow, settings: SettingsFile): void {
  let waiting: NodeJS.Timeout | undefined;
  const keep = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    settings.update({ window: { bounds: window.getNormalBounds(), maximized: window.isMaximized() } });
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  };
  window.on("resize", later);
  window.on("move", later);
  window.on("maximize", later);
  window.on("unmaximize", later);
  window.on("close", keep);
}
