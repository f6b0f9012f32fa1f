import { SegmentedControl, Select, useMantineColorScheme } from "@mantine/core";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { languageChoice, languages, showLanguage } from "#renderer/platform/i18n/index.ts";
import { languageNames } from "#renderer/platform/people/personal-fields.tsx";
import type { Language } from "#shared/contract/ids.ts";
import classes from "./profile.module.css";

/** Language and theme of this device. */
export function Appearance() {
  const { t } = useTranslation();
  const { os } = useDesk();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className={classes.card} aria-label={t("profile.appearance")}>
      <h2>{t("profile.appearance")}</h2>
      <div className={classes.row}>
        <span id="profile-language">{t("ownProfile.deviceLanguage")}</span>
        <Select
          aria-labelledby="profile-language"
          w={200}
          allowDeselect={false}
          value={i18next.language}
          data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
          onChange={(value) => {
            const language = (value ?? "en") as Language;
            languageChoice.set(language);
            void showLanguage(language);
          }}
        />
      </div>
      <div className={classes.row}>
        <span>{t("profile.theme")}</span>
        <SegmentedControl
          aria-label={t("profile.theme")}
          size="xs"
          value={colorScheme}
          data={[
            { value: "light", label: t("profile.light") },
            { value: "dark", label: t("profile.dark") },
            { value: "auto", label: t("profile.system") },
          ]}
          onChange={(value) => {
            const scheme = value as "light" | "dark" | "auto";
            setColorScheme(scheme);
            os.theme(scheme === "auto" ? "system" : scheme);
          }}
        />
      </div>
    </section>
  );
}
