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
                <dd>{name === "mute" || name === "whisper" ? t(`calls.help.${name}`) : t(`help.${name}`)}</dd>
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
