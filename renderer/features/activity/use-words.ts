import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { actionWords, fieldWords } from "./changes.ts";
import { isAboutRules, ruleLabel, ruleValue } from "./rule-words.ts";

/** Actions, kinds of things and roles as words of the person's language; unknown ones as they are called. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  return useMemo(() => {
    const speech = { t, language };
    return {
      actionLabel: (action: string) =>
        t(`house.logged.action.${action.replaceAll(".", "_")}` as "app.save", {
          defaultValue: actionWords(action),
        }),
      kindLabel: (kind: string) =>
        t(`house.logged.kind.${kind}` as "app.save", { defaultValue: actionWords(kind) }),
      /** `contactDetails.phone` as "contact details · phone"; rules of queues are called as where they are set. */
      fieldLabel: (action: string, path: string) =>
        (isAboutRules(action) ? ruleLabel(speech, path) : undefined) ??
        path
          .split(".")
          .map((part) => t(`house.logged.field.${part}` as "app.save", { defaultValue: fieldWords(part) }))
          .join(" · "),
      /** A value with its unit, or what a key means; undefined: it needs no words of its own. */
      valueWords: (action: string, path: string, value: unknown) =>
        isAboutRules(action) ? ruleValue(speech, path, value) : undefined,
      roleWord: (key: string) => roleLabel(t, { key: key as never, name: key }),
    };
  }, [t, language]);
}
