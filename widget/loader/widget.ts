import type { WidgetConfig } from "#shared/contract/widget.ts";
import { type Answers, linkFrame } from "./frame-link.ts";
import { remember, remembered, whenIdle } from "./idle.ts";
import { currentPage, markTitle, watchPage } from "./page-watch.ts";
import type { Settings } from "./script-tag.ts";
import { fullScreen } from "./style.ts";
import { drawView } from "./view.ts";
import { spoken, wordsFor } from "./words.ts";

export interface Widget {
  open(): void;
  close(): void;
  identify(token: string): void;
  shutdown(): void;
}

/** Starts the widget on a page that may have it. */
export function startWidget(
  settings: Settings,
  config: WidgetConfig,
  reboot: () => Promise<WidgetConfig>,
): Widget {
  const language = spoken(settings.language, config.languages);
  const words = wordsFor(language);
  const title = `${words.title} · ${config.workspaceName}`;
  const view = drawView(config.accent, title);
  const now = {
    ready: false,
    open: false,
    ended: false,
    covers: false,
    unread: 0,
    identity: settings.identity,
  };

  const label = () =>
    now.open ? words.close : now.unread ? `${words.open}, ${now.unread} ${words.unread}` : words.open;
  const tellShown = () => {
    const full = matchMedia(fullScreen).matches;
    // What is covered must not be reached by keyboard or screen reader.
    if (now.covers !== (now.open && full)) document.body.inert = now.covers = now.open && full;
    if (now.ready) link.say({ type: "shown", open: now.open, full });
  };

  const show = (open: boolean) => {
    if (open) link.load();
    if (open === now.open) return;
    now.open = open;
    view.setOpen(open, label());
    tellShown();
    if (open) link.focus();
    else view.launcher.focus();
  };

  const answers: Answers = {
    ready() {
      now.ready = true;
      if (now.ended) return link.say({ type: "shutdown" });
      const { identity, open } = now;
      link.say({
        type: "init",
        config,
        page: currentPage(),
        language,
        identity,
        queue: settings.queue,
        open,
      });
      tellShown();
      if (open) link.focus();
    },
    close: () => show(false),
    "ticket-wanted": () =>
      void reboot().then(
        ({ siteTicket }) => link.say({ type: "ticket", ticket: siteTicket }),
        () => {}, // the frame asks again
      ),
    unread({ count }) {
      now.unread = count;
      view.badge(count, label());
      markTitle(count);
    },
    active: ({ value }) => remember(value),
    teaser: ({ height }) => view.tease(height),
    open: () => show(true),
  };
  const link = linkFrame(settings, view.panel, title, answers);

  view.badge(0, label());
  view.launcher.addEventListener("click", () => show(!now.open));
  view.launcher.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
  view.launcher.addEventListener("pointerenter", link.load, { once: true });
  const onVisibility = () => markTitle(now.unread);
  document.addEventListener("visibilitychange", onVisibility);
  const stopWatching = watchPage((page) => now.ready && link.say({ type: "page", ...page }));
  if (now.identity || config.visitors || remembered()) whenIdle(link.load);

  return {
    open: () => show(true),
    close: () => show(false),
    identify(token) {
      now.identity = token;
      if (now.ready) link.say({ type: "identify", token });
      else whenIdle(link.load);
    },
    shutdown() {
      now.ended = true;
      // Only the frame can forget the visitor, so it is loaded for that if it was not.
      if (now.ready) link.say({ type: "shutdown" });
      else if (remembered()) link.load();
      remember(false);
      markTitle(0);
      stopWatching();
      document.removeEventListener("visibilitychange", onVisibility);
      show(false);
      view.launcher.hidden = true;
      setTimeout(() => {
        link.remove();
        view.host.remove();
      }, 3_000);
    },
  };
}
