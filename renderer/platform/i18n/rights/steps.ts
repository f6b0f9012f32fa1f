import i18next from "i18next";
import type { Area } from "#shared/permissions/areas.ts";
import { isPermission } from "#shared/permissions/catalogue.ts";
import type { Condition } from "#shared/permissions/conditions.ts";
import type { ExplanationStep } from "#shared/permissions/explain-step.ts";
import { areaSays, conditionSays, fieldSays, permissionSays, type RightsTexts } from "./says.ts";

/** What values are names of things the catalogue has a text for. */
const readable: Readonly<Record<string, (value: string) => string>> = {
  permission: (value) => (isPermission(value) ? permissionSays(value) : value),
  area: (value) => areaSays(value as Area),
  condition: (value) => conditionSays(value as Condition),
  field: fieldSays,
  fields: (value) => value.split(", ").map(fieldSays).join(", "),
};

/**
 * A step of an explanation in the language shown. The server says it in English; a language that has no sentence for
 * its code, such as one that is newer than this desktop, shows that.
 */
export function stepSays({ code, holds, text, values }: ExplanationStep): string {
  const texts = i18next.getResourceBundle(i18next.language, "rights") as RightsTexts | undefined;
  const sentence = texts?.steps[holds ? code : `${code}!`] ?? texts?.steps[code];
  if (!texts || !sentence) return text;
  return sentence.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => {
    const value = values[name] ?? "";
    if (name === "scope") return texts.scopes[value] ?? value;
    return readable[name]?.(value) ?? value;
  });
}
