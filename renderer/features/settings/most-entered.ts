import type { Medium } from "#shared/domain/media.ts";
import { defaultSettings } from "#shared/domain/settings.ts";

/** How many of a medium at once, as it was entered: nothing means as usual, never none. */
export function mostEntered(entered: string | number, medium: Medium): number {
  const most = entered === "" ? Number.NaN : Number(entered);
  return Number.isInteger(most) && most >= 0 ? most : defaultSettings.routing.most[medium];
}
