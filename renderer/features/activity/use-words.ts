import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { actionWords, fieldWords } from "./changes.ts";

/** Actions, kinds of things and roles as words of the person's language; unknown ones as they are called. */
export function useWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      actionLabel: (action: string) =>
        t(`house.logged.action.${action.replaceAll(".", "_")}` as "app.save", {
          defaultValue: actionWords(action),
        }),
      kindLabel: (kind: string) =>
        t(`house.logged.kind.${kind}` as "app.save", { defaultValue: actionWords(kind) }),
      /** `contactDetails.phone` as "contact details · phone". */
      fieldLabel: (path: string) =>
        path
          .split(".")
          .map((part) => t(`house.logged.field.${part}` as "app.save", { defaultValue: fieldWords(part) }))
          .join(" · "),
      roleWord: (key: string) => roleLabel(t, { key: key as never, name: key }),
    }),
    [t],
  );
}
