import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Fact, Facts } from "#renderer/ui/setup-form.tsx";
import type { Language } from "#shared/contract/ids.ts";
import { languages } from "../i18n/index.ts";

/** What a language calls itself. */
export const languageNames: Record<Language, string> = {
  en: "English",
  "pt-BR": "Português (Brasil)",
  es: "Español",
  it: "Italiano",
};

/** The personal part of somebody as a form holds it. */
export interface PersonalDraft {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly timeZone: string;
}

export const personalNames = [
  "name",
  "email",
  "language",
  "timeZone",
] as const satisfies readonly (keyof PersonalDraft)[];

/** Every time zone that the page's own clock knows; `UTC` is not always among them. */
export const timeZones: readonly string[] = [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])];

interface PersonalFieldsProps {
  readonly value: PersonalDraft;
  /** The fields that may be changed; the others are shown. */
  readonly editable: readonly string[];
  /** Fields that are shown elsewhere. */
  readonly hidden?: readonly string[];
  readonly wrong?: Partial<Record<keyof PersonalDraft, string>>;
  readonly onSet: <K extends keyof PersonalDraft>(field: K, value: PersonalDraft[K]) => void;
}

/** Name, e-mail, language and time zone: fields where they may be changed, facts where not. */
export function PersonalFields({ value, editable, hidden = [], wrong = {}, onSet }: PersonalFieldsProps) {
  const { t } = useTranslation();
  const shown: Record<keyof PersonalDraft, string> = { ...value, language: languageNames[value.language] };
  const closed = personalNames.filter((field) => !editable.includes(field) && !hidden.includes(field));
  return (
    <>
      {editable.includes("name") ? (
        <TextInput
          label={t("people.name")}
          maxLength={120}
          value={value.name}
          error={wrong.name}
          onChange={(event) => onSet("name", event.currentTarget.value)}
        />
      ) : null}
      {editable.includes("email") ? (
        <TextInput
          label={t("people.email")}
          type="email"
          maxLength={254}
          value={value.email}
          error={wrong.email}
          onChange={(event) => onSet("email", event.currentTarget.value)}
        />
      ) : null}
      {editable.includes("language") ? (
        <Select
          label={t("people.language")}
          allowDeselect={false}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          value={value.language}
          onChange={(next) => next && onSet("language", next as Language)}
        />
      ) : null}
      {editable.includes("timeZone") ? (
        <Select
          label={t("people.timeZone")}
          searchable
          allowDeselect={false}
          limit={60}
          data={[...new Set([value.timeZone, ...timeZones])]}
          value={value.timeZone}
          nothingFoundMessage={t("people.nothing")}
          onChange={(next) => next && onSet("timeZone", next)}
        />
      ) : null}
      {closed.length > 0 ? (
        <Facts>
          {closed.map((field) => (
            <Fact key={field} label={t(`people.${field}`)}>
              {shown[field]}
            </Fact>
          ))}
        </Facts>
      ) : null}
    </>
  );
}
