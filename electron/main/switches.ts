// No fuse governs these: whoever can start the app with one of them owns the page and what it is signed in to.
const debuggingSwitches = [
  "remote-debugging-port",
  "remote-debugging-pipe",
  "remote-allow-origins",
  "inspect",
  "inspect-brk",
  "inspect-port",
  "js-flags",
  "renderer-cmd-prefix",
  "utility-cmd-prefix",
  "gpu-launcher",
  "disable-web-security",
  "host-rules",
  "host-resolver-rules",
  "ignore-certificate-errors",
  "ignore-certificate-errors-spki-list",
  "load-extension",
  "auth-server-allowlist",
  "ssl-key-log-file",
] as const;

type Build = {
  isPackaged: boolean;
  /** Packages that the end-to-end tests drive; never given to anybody. */
  isTestBuild: boolean;
  hasSwitch(name: string): boolean;
  argv: readonly string[];
};

/** The switches for which a packaged app refuses to start. */
export function refusedSwitches({ isPackaged, isTestBuild, hasSwitch, argv }: Build): string[] {
  if (!isPackaged || isTestBuild) return [];
  // Node takes --inspect before Chromium reads its switches, so the command line is searched, too.
  const written = (name: string) =>
    argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  return debuggingSwitches.filter((name) => hasSwitch(name) || written(name));
}
