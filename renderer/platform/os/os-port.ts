import type { DesktopBridge } from "#shared/bridge/desktop.ts";

export interface OsNotice {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
}

/** What the screens ask of the operating system. */
export interface OsPort {
  notify(notice: OsNotice): void;
  closeNotice(id: string): void;
  badge(count: number): void;
  attention(on: boolean): void;
  openExternal(url: string): void;
  openSecondWindow(path: string): void;
  theme(theme: "light" | "dark" | "system"): void;
  /** Asks the browser whether it may notify; the desktop may always. */
  askToNotify(): Promise<boolean>;
  onOpenPath(listener: (path: string) => void): () => void;
}

const quietly = (promise: Promise<unknown>) => void promise.catch(() => {});

/** The desktop: everything through the bridge. A refusal there is no reason to disturb the person. */
export const createDesktopOs = (bridge: DesktopBridge): OsPort => ({
  notify: (notice) => quietly(bridge.call("notification.show", clipped(notice))),
  closeNotice: (id) => quietly(bridge.call("notification.close", { id })),
  badge: (count) => quietly(bridge.call("badge.set", Math.min(count, 999))),
  attention: (on) => quietly(bridge.call("window.attention", { on })),
  openExternal: (url) => quietly(bridge.call("external.open", { url })),
  openSecondWindow: (path) => quietly(bridge.call("window.openSecond", { path })),
  theme: (theme) => quietly(bridge.call("theme.set", theme)),
  askToNotify: async () => true,
  onOpenPath(listener) {
    const removers = [
      bridge.on("path.requested", listener),
      bridge.on("notification.clicked", ({ path }) => listener(path)),
    ];
    return () => {
      for (const remove of removers) remove();
    };
  },
});

const clipped = (notice: OsNotice): OsNotice => ({
  ...notice,
  title: notice.title.slice(0, 120) || "Sidetone",
  body: notice.body.slice(0, 300),
});

/** A browser: its own notifications when allowed, and the count in the title. */
export function createBrowserOs(): OsPort {
  const shown = new Map<string, Notification>();
  const openers = new Set<(path: string) => void>();
  const allowed = () => "Notification" in window && Notification.permission === "granted";
  return {
    notify(notice) {
      if (!allowed()) return;
      const note = new Notification(notice.title, { body: notice.body, tag: notice.id, silent: true });
      shown.set(notice.id, note);
      note.onclick = () => {
        window.focus();
        for (const open of openers) open(notice.path);
        note.close();
      };
    },
    closeNotice(id) {
      shown.get(id)?.close();
      shown.delete(id);
    },
    badge(count) {
      document.title = count > 0 ? `(${count}) Sidetone` : "Sidetone";
    },
    attention() {},
    openExternal: (url) => void window.open(url, "_blank", "noopener,noreferrer"),
    openSecondWindow: (path) => void window.open(`#${path}`, "_blank", "noopener"),
    theme() {},
    async askToNotify() {
      if (!("Notification" in window)) return false;
      return (await Notification.requestPermission()) === "granted";
    },
    onOpenPath(listener) {
      openers.add(listener);
      return () => void openers.delete(listener);
    },
  };
}
