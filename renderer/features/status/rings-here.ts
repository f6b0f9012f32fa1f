import type { Offer } from "#shared/contract/conversations.ts";
import type { DeviceMedia } from "#shared/contract/statuses.ts";
import { isDirect } from "#shared/domain/offer-reasons.ts";

/**
 * Whether an offer is heard on this device. Where its medium is off it is silent, as long as another device of his that
 * is connected takes it: never a ring that is heard nowhere. What a colleague hands to him alone rings everywhere.
 */
export function ringsHere(
  devices: readonly DeviceMedia[],
  here: string,
  { medium, reason }: Pick<Offer, "medium" | "reason">,
): boolean {
  if (isDirect(reason)) return true;
  const own = devices.find(({ deviceId }) => deviceId === here);
  if (own === undefined || own[medium]) return true;
  return !devices.some((device) => device.deviceId !== here && device[medium]);
}
