import { Textarea } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { type Language, languages } from "#shared/domain/languages.ts";
import { fillText, textValues, textVariables, unknownVariables } from "#shared/domain/shortcuts/index.ts";
import type { Texts } from "#shared/domain/texts.ts";
import { useMe } from "../desk-context.tsx";
import { languageName } from "../i18n/language-name.ts";
import classes from "./texts.module.css";

interface TextsEditorProps {
  readonly title: string;
  readonly hint?: string;
  /** Longest text of one language. */
  readonly max: number;
  readonly texts: Texts;
  /** Absent: only to be read. */
  readonly onChange?: (texts: Texts) => void;
}

/** The text in each language, variables to insert, and how it reads. */
export function TextsEditor({ title, hint, max, texts, onChange }: TextsEditorProps) {
  const { t } = useTranslation();
  const boxes = useRef(new Map<Language, HTMLTextAreaElement | null>());
  const last = useRef<Language>(languages[0]);
  const set = (language: Language, text: string) => onChange?.({ ...texts, [language]: text });
  function insert(variable: string) {
    const language = last.current;
    const box = boxes.current.get(language);
    const text = texts[language] ?? "";
    const [from, to] = [box?.selectionStart ?? text.length, box?.selectionEnd ?? text.length];
    const piece = `{{${variable}}}`;
    set(language, text.slice(0, from) + piece + text.slice(to));
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(from + piece.length, from + piece.length);
    });
  }
  const shown = onChange ? languages : languages.filter((one) => texts[one]?.trim());
  return (
    <SetupSection title={title} {...(hint && { hint })}>
      {onChange ? (
        <fieldset className={classes.variables} aria-label={t("shortcuts.variables")}>
          <span className="quiet small">{t("shortcuts.variables")}</span>
          {textVariables.map((one) => (
            <button key={one} type="button" className={classes.variable} onClick={() => insert(one)}>
              {one}
            </button>
          ))}
        </fieldset>
      ) : null}
      {shown.map((language) => (
        <div key={language} className={classes.text}>
          <Textarea
            ref={(box) => {
              boxes.current.set(language, box);
            }}
            label={languageName(language)}
            lang={language}
            autosize
            minRows={2}
            maxRows={10}
            maxLength={max}
            readOnly={!onChange}
            value={texts[language] ?? ""}
            error={warning(texts[language] ?? "", (names) => t("shortcuts.unknown", { names }))}
            onFocus={() => {
              last.current = language;
            }}
            onChange={(event) => set(language, event.currentTarget.value)}
          />
          <Preview text={texts[language] ?? ""} />
        </div>
      ))}
    </SetupSection>
  );
}

const warning = (text: string, say: (names: string) => string): string | undefined => {
  const names = unknownVariables(text);
  return names.length > 0 ? say(names.map((name) => `{{${name}}}`).join(", ")) : undefined;
};

/** How a text with variables reads; nothing when it has none. */
function Preview({ text }: { text: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const filled = fillText(
    text,
    textValues({
      customerName: t("automatic.sample"),
      agentName: me.name,
      queueName: me.queues[0]?.name ?? null,
      workspaceName: me.workspace.name,
    }),
  );
  if (filled === text) return null;
  return (
    <p className={classes.preview} dir="auto">
      <span className="quiet small">{t("shortcuts.preview")}</span> {filled}
    </p>
  );
}
