import type { BrowserWindowConstructorOptions, WebPreferences } from "electron";
import { type Bounds, SMALLEST } from "./window-state.ts";

/** Written out, though most are the defaults, so that no later default can open what is closed here. */
export const webPreferences = (preload: string): WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: true,
  // A call must ring although nobody has clicked into the window yet.
  autoplayPolicy: "no-user-gesture-required",
  // Timers and the socket's heartbeat go on behind other windows.
  backgroundThrottling: false,
});

type Look = { bounds: Bounds; preload: string; isDark: boolean; icon: string | undefined };

export const windowOptions = ({ bounds, preload, isDark, icon }: Look): BrowserWindowConstructorOptions => ({
  ...bounds,
  minWidth: SMALLEST.width,
  minHeight: SMALLEST.height,
  show: false,
  title: "Sidetone",
  autoHideMenuBar: true,
  backgroundColor: isDark ? "#14161a" : "#f7f8fa",
  ...(icon && { icon }),
  webPreferences: webPreferences(preload),
});

/** For the pictures of a call beside the app; what it may do is inherited from the window that opens it. */
export const pictureWindowOptions: BrowserWindowConstructorOptions = {
  minWidth: 280,
  minHeight: 180,
  title: "Sidetone",
  autoHideMenuBar: true,
  backgroundColor: "#0b0e13",
};
