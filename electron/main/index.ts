import path from "node:path";
import { app, protocol } from "electron";
import { appSchemePrivileges } from "./app-scheme.ts";
import { isTestBuild } from "./build-facts.ts";
import { DEEP_LINK_SCHEME } from "./deep-link.ts";
import { startDesktop } from "./desktop.ts";
import { openLog } from "./log.ts";
import { refusedSwitches } from "./switches.ts";

app.setName("Sidetone");
const ownFolder = app.commandLine.getSwitchValue("user-data-dir");
app.setPath("userData", ownFolder || path.join(app.getPath("appData"), "Sidetone"));

const refused = refusedSwitches({
  isPackaged: app.isPackaged,
  isTestBuild,
  hasSwitch: (name) => app.commandLine.hasSwitch(name),
  argv: process.argv.slice(1),
});

if (refused.length > 0) {
  console.error(`Sidetone does not start with ${refused.map((name) => `--${name}`).join(", ")}`);
  app.exit(78);
} else if (!app.requestSingleInstanceLock()) {
  // The first instance gets our command line, with the deep link in it.
  app.quit();
} else {
  // Root has no sandbox to give (tests, containers); every window still asks for its own. See window-options.ts.
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  // What customers wrote and sent must not stay behind on the disk; our own files come from the package anyway.
  app.commandLine.appendSwitch("disable-http-cache");
  protocol.registerSchemesAsPrivileged([appSchemePrivileges]);
  if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  const log = openLog(path.join(app.getPath("userData"), "logs", "main.log"));
  const { electron = "", chrome = "", node = "" } = process.versions;
  log("app.started", {
    version: app.getVersion(),
    electron,
    chrome,
    node,
    packaged: app.isPackaged,
    isTestBuild,
  });
  process.on("uncaughtException", (error) => log("app.fault", { name: error.name }));
  process.on("unhandledRejection", (error) =>
    log("app.fault", { name: error instanceof Error ? error.name : "rejection" }),
  );
  void app.whenReady().then(() => startDesktop({ log, folder: __dirname }));
}
