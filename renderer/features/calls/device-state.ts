/** How the chosen device stands to the one that is in use: `away`, another stands in; `back`, it could be had again. */
export type DeviceState = "fine" | "away" | "back";

interface Found {
  /** Empty: whatever the system chooses. */
  readonly chosen: string;
  /** Those that are plugged in; before they are known there are none. */
  readonly there: readonly string[];
  /** The one in use; undefined: none, or nobody knows which. */
  readonly inUse: string | undefined;
}

export function deviceStateOf({ chosen, there, inUse }: Found): DeviceState {
  if (chosen === "" || there.length === 0 || inUse === chosen) return "fine";
  if (!there.includes(chosen)) return "away";
  return inUse === undefined ? "fine" : "back";
}
