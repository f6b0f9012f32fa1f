import { createStore } from "zustand/vanilla";
import type { CustomStatus, StatusName } from "#shared/contract/statuses.ts";

/** A status as it is chosen here. */
export interface Choice {
  readonly status: StatusName;
  readonly custom?: Pick<CustomStatus, "id" | "name" | "needsReason"> | undefined;
  readonly when?: "now" | "whenFree" | undefined;
}

interface Dialogs {
  /** The menu is open. */
  readonly menu: boolean;
  /** The status that waits for its reason. */
  readonly asksWhy: Choice | null;
  readonly log: boolean;
}

/** What of the status stands open: the menu, the palette and the keyboard all open the same. */
export const statusDialogs = createStore<Dialogs>()(() => ({ menu: false, asksWhy: null, log: false }));
