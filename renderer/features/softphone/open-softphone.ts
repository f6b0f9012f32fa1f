import { createSource } from "#renderer/platform/observable.ts";

export type SoftphonePart = "pad" | "contacts" | "history";

/** Whether the softphone is open, at which part, and what its field was filled with from outside. */
export const softphone = createSource<{
  readonly open: boolean;
  readonly part: SoftphonePart;
  /** Grows with every filling, so that the same number may be filled in twice. */
  readonly filled: { readonly text: string; readonly nth: number };
}>({ open: false, part: "pad", filled: { text: "", nth: 0 } });

/** Opens the pad with the cursor in its field; `text` stands in it then. Nobody is called by that. */
export function openSoftphone(text?: string): void {
  const { filled } = softphone.get();
  const next = { text: text ?? filled.text, nth: filled.nth + 1 };
  softphone.set({ open: true, part: "pad", filled: next });
}

export const closeSoftphone = (): void => softphone.set({ ...softphone.get(), open: false });
export const showPart = (part: SoftphonePart): void => softphone.set({ ...softphone.get(), part });
