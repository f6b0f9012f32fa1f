import { Input, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { languages } from "#shared/domain/languages.ts";
import type { Texts } from "#shared/domain/texts.ts";
import { languageName } from "./i18n/language-name.ts";

interface TextsFieldProps {
  readonly label: string;
  readonly value: Texts;
  readonly max: number;
  /** Several lines: a larger field. */
  readonly lines?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (value: Texts) => void;
}

type Tag = (typeof languages)[number];

/** One text in the product's languages, one at a time; a dot tells which of them have one. */
export function TextsField({ label, value, max, lines = false, error, onChange }: TextsFieldProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [language, setLanguage] = useState<Tag>(() => firstOf(value, i18n.language));
  const field = {
    id,
    dir: "auto" as const,
    lang: language,
    maxLength: max,
    value: value[language] ?? "",
    "aria-label": `${label}, ${languageName(language)}`,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { [language]: _, ...others } = value;
      onChange(currentTarget.value === "" ? others : { ...others, [language]: currentTarget.value });
    },
  };
  return (
    <Input.Wrapper label={label} labelProps={{ htmlFor: id }} error={error}>
      <div style={{ display: "grid", gap: 6 }}>
        {lines ? <Textarea {...field} autosize minRows={2} maxRows={8} /> : <TextInput {...field} />}
        <SegmentedControl
          size="xs"
          aria-label={t("assistants.language")}
          style={{ justifySelf: "start" }}
          data={languages.map((tag) => ({
            value: tag,
            label: `${tag.slice(0, 2).toUpperCase()}${value[tag]?.trim() ? " •" : ""}`,
          }))}
          value={language}
          onChange={(next) => setLanguage(next as Tag)}
        />
      </div>
    </Input.Wrapper>
  );
}

function firstOf(value: Texts, own: string): Tag {
  const written = languages.find((tag) => tag === own && value[tag]) ?? languages.find((tag) => value[tag]);
  return written ?? languages.find((tag) => tag === own) ?? "en";
}
