import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "#renderer/ui/kbd.tsx";
import classes from "./help.module.css";

const keys = [
  ["Ctrl+K", "command"],
  ["J", "next"],
  ["K", "previous"],
  ["Enter", "open"],
  ["Ctrl+1…9", "nth"],
  ["R", "reply"],
  ["N", "note"],
  ["/", "shortcuts"],
  ["Ctrl+/", "panel"],
  ["F2", "editShortcut"],
  ["Delete", "deleteShortcut"],
  ["T", "transfer"],
  ["P", "park"],
  ["H", "ask"],
  ["Alt+H", "requests"],
  ["E", "close"],
  ["1…9", "outcome"],
  ["Ctrl+Enter", "finish"],
  ["W", "how"],
  ["F8", "accept"],
  ["Ctrl+D", "softphone"],
  ["F9", "mute"],
  ["F10", "whisper"],
  ["Esc", "leave"],
  ["Esc", "decline"],
  ["↑+↓", "arrows"],
  ["S", "status"],
  ["Enter", "send"],
  ["Shift+Enter", "newline"],
  ["?", "help"],
] as const;

/** What a key does; keys of parts of their own are named there. */
function textOf(name: (typeof keys)[number][1]) {
  if (name === "softphone") return "softphone.open" as const;
  return name === "mute" || name === "whisper" ? (`calls.help.${name}` as const) : (`help.${name}` as const);
}

/** The keyboard, the formatting, and what a message's state means. */
export function HelpPage() {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls and has nothing to focus is scrolled by its own focus.
    <main className={classes.page} id="main" tabIndex={0}>
      <div className={classes.column}>
        <h1>{t("help.title")}</h1>
        <section className={classes.card}>
          <h2>{t("help.keyboard")}</h2>
          <span className="quiet">{t("help.keyboardHint")}</span>
          <dl className={classes.map}>
            {keys.map(([key, name]) => (
              <Fragment key={name}>
                <dt>
                  <Kbd keys={key} />
                </dt>
                <dd>{t(textOf(name))}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
        <section className={classes.card}>
          <h2>{t("help.format")}</h2>
          <span>{t("help.formatHint")}</span>
        </section>
        <section className={classes.card}>
          <h2>{t("help.states")}</h2>
          <span>{t("help.statesHint")}</span>
        </section>
      </div>
    </main>
  );
}
