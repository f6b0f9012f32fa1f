import { existsSync } from "node:fs";
import path from "node:path";
import {
  app,
  BrowserWindow,
  desktopCapturer,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from "electron";
import { createAppScheme } from "./app-scheme.ts";
import { startAttention } from "./attention.ts";
import { startAuth } from "./auth/index.ts";
import { deepLinkIn, parseDeepLink } from "./deep-link.ts";
import { createLinkOpener } from "./external-links.ts";
import { type Answer, createAnswer } from "./ipc.ts";
import type { Log } from "./log.ts";
import { createTell } from "./news.ts";
import { startNotifications } from "./notifications.ts";
import { APP_SCHEME } from "./own-page.ts";
import { startPermissions } from "./permissions.ts";
import { secretBox } from "./platform/secret-box.ts";
import { startPower } from "./power.ts";
import { createScreenPicker } from "./screen-picker.ts";
import { openSettings, type SettingsFile } from "./settings.ts";
import { createTraceSweeper } from "./traces.ts";
import { startWindows, type Windows } from "./windows.ts";
import { createWorkspaceAddress } from "./workspace-address.ts";

type Start = { log: Log /** dist/electron/main */; folder: string };

/** Puts the desktop together once Electron is ready: every ability is started here, and none knows another. */
export function startDesktop({ log, folder }: Start): void {
  const userData = app.getPath("userData");
  const page = session.defaultSession;
  const settings = openSettings(path.join(userData, "settings.json"), log);
  const fetch = (url: string, init?: RequestInit) => net.fetch(url, init);
  const workspace = createWorkspaceAddress({
    settings,
    given: process.env.SIDETONE_ADDRESS,
    givenGoesFirst: !app.isPackaged,
    fetch,
  });
  const answer = createAnswer((name, listener) => ipcMain.handle(name, listener as never), log);

  const scheme = createAppScheme({ root: path.join(folder, "../../renderer"), serverAddress: workspace.get });
  protocol.handle(APP_SCHEME, scheme);
  const pickScreen = createScreenPicker({
    list: () =>
      desktopCapturer.getSources({ types: ["screen", "window"], thumbnailSize: { width: 0, height: 0 } }),
    open: (entries, closed) => Menu.buildFromTemplate(entries).popup({ callback: closed }),
  });
  startPermissions(page as unknown as Parameters<typeof startPermissions>[0], pickScreen);
  nativeTheme.themeSource = settings.get().theme;

  const openLink = createLinkOpener({
    knownHosts: () =>
      new Set([workspace.get()].flatMap((address) => (address ? [new URL(address).host] : []))),
    confirm: askBeforeOpening,
    open: (url) => shell.openExternal(url),
  });
  const icon = path.join(folder, "../../icon.png");
  const windows = startWindows({
    app,
    screen,
    nativeTheme,
    settings,
    preload: path.join(folder, "../preload/index.cjs"),
    icon: existsSync(icon) ? icon : undefined,
    openOutside: (url) => void openLink(url),
    log,
  });
  const tell = createTell(windows.all);

  const signIn = startAuth({
    answer,
    webRequest: page.webRequest as never,
    box: secretBox(safeStorage, process.platform),
    vaultFile: path.join(userData, "session.bin"),
    serverAddress: workspace.get,
    fetch,
    tell,
    sweep: createTraceSweeper(page, log),
    log,
  });
  workspace.startAnswering(answer, () => {
    void signIn.addressChanged();
    // The page's policy names the server, so that a page of the old policy cannot call the new one.
    setTimeout(() => windows.all().forEach((window) => void window.webContents.reload()), 50);
  });

  startNotifications({
    answer,
    isSupported: () => Notification.isSupported(),
    create: (options) => new Notification({ ...options, ...(existsSync(icon) && { icon }) }),
    clicked: (asked) => tell("notification.clicked", asked, windows.front()),
  });
  startAttention({ answer, windows: windows.all, setBadge: (count) => void app.setBadgeCount(count) });
  startPower({ monitor: powerMonitor, tell, wokeUp: signIn.wokeUp, log });
  answerSmallThings(answer, settings, windows, openLink);
  startLifetime(windows, tell);
}

function answerSmallThings(
  answer: Answer,
  settings: SettingsFile,
  windows: Windows,
  openLink: (url: string) => Promise<boolean>,
) {
  answer("app.info", () => ({
    name: app.getName(),
    version: app.getVersion(),
    platform: process.platform,
    electron: process.versions.electron ?? "",
    chrome: process.versions.chrome ?? "",
    packaged: app.isPackaged,
  }));
  answer("external.open", async ({ url }) => ({ opened: await openLink(url) }));
  answer("theme.set", (theme) => {
    nativeTheme.themeSource = theme;
    settings.update({ theme });
  });
  answer("window.openSecond", ({ path: place }) => {
    if (windows.all().length < 8) windows.open(place);
  });
}

function startLifetime(windows: Windows, tell: ReturnType<typeof createTell>) {
  const show = (place: string | undefined) => {
    const front = windows.front();
    if (place) tell("path.requested", place, front);
  };
  app.on("second-instance", (_event, argv) => show(deepLinkIn(argv)));
  app.on("open-url", (event, link) => {
    event.preventDefault();
    show(parseDeepLink(link));
  });
  app.on("activate", () => show(undefined));
  app.on("window-all-closed", () => app.quit());
  windows.open(deepLinkIn(process.argv) ?? "/");
}

async function askBeforeOpening(host: string): Promise<boolean> {
  const question = {
    type: "question" as const,
    message: `Open ${host}?`,
    detail: "This link leads out of Sidetone.",
    buttons: ["Open", "Cancel"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const window = BrowserWindow.getFocusedWindow();
  const { response } = await (window
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  return response === 0;
}
