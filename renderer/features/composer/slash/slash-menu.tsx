import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { languageName } from "#renderer/platform/i18n/language-name.ts";
import { IconPaperclip } from "#renderer/ui/icons.ts";
import classes from "./slash.module.css";
import type { SlashMenuModel } from "./use-slash-menu.ts";

/** What the slash offers, above the box: the list, and what would go out. */
export function SlashMenu({ menu }: { menu: SlashMenuModel }) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const { choices, active, alone } = menu;
  const choice = choices[active];
  useEffect(() => {
    list.current?.querySelector(`[aria-selected="true"]`)?.scrollIntoView({ block: "nearest" });
  });
  return (
    <div className={classes.menu} data-busy={menu.busy || undefined}>
      <div className={classes.columns}>
        {/* The focus stays in the box, which names the chosen option. */}
        <div
          ref={list}
          className={classes.list}
          id={menu.listId}
          role="listbox"
          aria-label={t("shortcuts.menu")}
          tabIndex={-1}
        >
          {choices.map((one, index) => (
            <div
              key={one.shortcut.id}
              id={menu.optionId(index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={classes.option}
              // Pressed, not clicked: the box must not lose the focus first.
              onPointerDown={(event) => {
                event.preventDefault();
                menu.choose(one);
              }}
            >
              <span className={classes.code}>/{one.shortcut.code}</span>
              <bdi className={`${classes.title} one-line`}>{one.shortcut.title}</bdi>
              {one.shortcut.files.length > 0 ? <IconPaperclip size={13} aria-hidden /> : null}
              <span className="quiet small">
                {one.language
                  ? t("shortcuts.inLanguage", { language: languageName(one.language) })
                  : one.shortcut.scope === "workspace"
                    ? null
                    : (one.shortcut.group?.name ?? t("shortcuts.scope_personal"))}
              </span>
            </div>
          ))}
        </div>
        {choice ? (
          <section className={classes.preview} aria-label={t("shortcuts.preview")}>
            <p dir="auto">{choice.text}</p>
            {choice.shortcut.files.map((file) => (
              <span key={file.id} className="quiet small">
                <IconPaperclip size={13} aria-hidden /> <bdi>{file.name}</bdi>
              </span>
            ))}
          </section>
        ) : null}
      </div>
      <div className={classes.foot} aria-hidden>
        {t(alone ? "shortcuts.keysSend" : "shortcuts.keysInsert")}
      </div>
      <span className="hidden-text" role="status">
        {t("shortcuts.found", { count: choices.length })} {choice?.text}
      </span>
    </div>
  );
}
