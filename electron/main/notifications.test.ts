import { describe, expect, it } from "vitest";
import { startAttention } from "./attention.ts";
import { startNotifications } from "./notifications.ts";

// biome-ignore lint/suspicious/noExplicitAny: the fake bridge takes every call's handler
type Handlers = Record<string, any>;

function aDesk(isSupported = true) {
  const handlers: Handlers = {};
  const shown: { title: string; closed: boolean; listeners: Record<string, () => void> }[] = [];
  const clicked: unknown[] = [];
  startNotifications({
    answer: (name, handler) => {
      handlers[name] = handler;
    },
    isSupported: () => isSupported,
    create: ({ title }) => {
      const notification = { title, closed: false, listeners: {} as Record<string, () => void> };
      shown.push(notification);
      return {
        on: (name, listener) => {
          notification.listeners[name] = listener;
        },
        show: () => undefined,
        close: () => {
          notification.closed = true;
        },
      };
    },
    clicked: (asked) => clicked.push(asked),
  });
  const show = (id: string) =>
    handlers["notification.show"]({ id, title: `title ${id}`, body: "", path: `/c/${id}` });
  return { show, close: (id: string) => handlers["notification.close"]({ id }), shown, clicked };
}

describe("notifications", () => {
  it("a click tells which one, and where it leads", () => {
    const desk = aDesk();
    expect(desk.show("1")).toEqual({ shown: true });
    desk.shown[0]?.listeners.click?.();
    expect(desk.clicked).toEqual([{ id: "1", path: "/c/1" }]);
  });

  it("a second one about the same thing takes the first one's place", () => {
    const desk = aDesk();
    desk.show("1");
    desk.show("1");
    expect(desk.shown.map((notification) => notification.closed)).toEqual([true, false]);
    desk.close("1");
    expect(desk.shown[1]?.closed).toBe(true);
  });

  it("never more than twenty wait: the oldest goes", () => {
    const desk = aDesk();
    for (let index = 0; index < 25; index++) desk.show(String(index));
    expect(desk.shown.filter((notification) => !notification.closed)).toHaveLength(20);
    expect(desk.shown[0]?.closed).toBe(true);
  });

  it("the page is told when the system shows none", () => {
    expect(aDesk(false).show("1")).toEqual({ shown: false });
  });
});

describe("asking for attention", () => {
  const aWindow = (state: { visible?: boolean; minimized?: boolean; focused?: boolean }) => {
    const did: string[] = [];
    return {
      did,
      isVisible: () => state.visible ?? true,
      isMinimized: () => state.minimized ?? false,
      isFocused: () => state.focused ?? false,
      showInactive: () => did.push("shown behind"),
      flashFrame: (on: boolean) => did.push(on ? "flashes" : "quiet"),
    };
  };

  it("flashes what is in the background, shows what is hidden, and leaves the window in use alone", () => {
    const behind = aWindow({});
    const hidden = aWindow({ visible: false });
    const inUse = aWindow({ focused: true });
    const handlers: Handlers = {};
    const badges: number[] = [];
    startAttention({
      answer: (name, handler) => {
        handlers[name] = handler;
      },
      windows: () => [behind, hidden, inUse],
      setBadge: (count) => badges.push(count),
    });
    handlers["window.attention"]({ on: true });
    handlers["badge.set"](3);
    expect([behind.did, hidden.did, inUse.did]).toEqual([
      ["flashes"],
      ["shown behind", "flashes"],
      ["quiet"],
    ]);
    expect(badges).toEqual([3]);

    handlers["window.attention"]({ on: false });
    expect(behind.did.at(-1)).toBe("quiet");
  });
});
