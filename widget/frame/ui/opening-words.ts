import type { WidgetConfig } from "#shared/contract/widget.ts";
import { localeOf, type Speech } from "./use-source.ts";

/** Said outside business hours: the message is kept, and when somebody answers, as far as that is known. */
export function openingWords(
  { opensAt }: Pick<WidgetConfig, "opensAt">,
  say: Speech["say"],
  language: Speech["language"],
  kept: "closedText" | "keptText" = "keptText",
): string {
  if (!opensAt) return say(kept);
  const format = { weekday: "long", hour: "2-digit", minute: "2-digit" } as const;
  const when = new Intl.DateTimeFormat(localeOf(language), format).format(new Date(opensAt));
  return say(kept === "closedText" ? "closedUntil" : "keptUntil", { when });
}
