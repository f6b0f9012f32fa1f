import type { CallInput } from "../../shared/bridge/desktop.ts";
import type { Answer } from "./ipc.ts";

/** The part of Electron's Notification that we use. */
export type SystemNotification = {
  on(name: "click" | "close" | "failed", listener: () => void): unknown;
  show(): void;
  close(): void;
};

type NotificationDeps = {
  answer: Answer;
  isSupported(): boolean;
  create(options: { title: string; body: string; silent: boolean }): SystemNotification;
  clicked(asked: { id: string; path: string }): void;
};

/** As many as a person may have waiting; older ones are taken away. */
const MOST_AT_ONCE = 20;

/** Notifications of the operating system, one per id: a second one with the same id takes the first one's place. */
export function startNotifications({ answer, isSupported, create, clicked }: NotificationDeps): void {
  // Held here, too, because Electron lets a notification that nobody holds be collected, with its click.
  const open = new Map<string, SystemNotification>();

  function close(id: string) {
    const notification = open.get(id);
    open.delete(id);
    notification?.close();
  }

  function show({ id, title, body, path }: CallInput<"notification.show">) {
    close(id);
    if (open.size >= MOST_AT_ONCE) close(open.keys().next().value as string);
    // Silent: the page plays the app's own sounds, which the user can set and stop.
    const notification = create({ title, body, silent: true });
    const gone = () => {
      if (open.get(id) === notification) open.delete(id);
    };
    notification.on("click", () => {
      gone();
      clicked({ id, path });
    });
    notification.on("close", gone);
    notification.on("failed", gone);
    open.set(id, notification);
    notification.show();
  }

  answer("notification.show", (asked) => {
    if (!isSupported()) return { shown: false };
    show(asked);
    return { shown: true };
  });
  answer("notification.close", ({ id }) => close(id));
}
