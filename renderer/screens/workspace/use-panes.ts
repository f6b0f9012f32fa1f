import { useSyncExternalStore } from "react";
import { useObservable } from "#renderer/platform/observable.ts";
import { createPreference, isBoolean, isNumber } from "#renderer/platform/preferences.ts";

const lists = createPreference("pane.lists", 290, isNumber);
const panel = createPreference("pane.panel", 290, isNumber);
const panelOpen = createPreference("pane.panelOpen", true, isBoolean);

export const limits = { lists: { min: 220, max: 420 }, panel: { min: 240, max: 460 } } as const;

/** Below this the outer panes are as narrow as they can be; the customer panel can be hidden. */
const narrow = window.matchMedia("(max-width: 1100px)");

function subscribeNarrow(listener: () => void) {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

const bounded = (value: number, { min, max }: { min: number; max: number }) =>
  Math.min(max, Math.max(min, value));

/** The widths of the panes, kept on this device. */
export function usePanes() {
  const isNarrow = useSyncExternalStore(subscribeNarrow, () => narrow.matches);
  const wanted = useObservable(panelOpen);
  const listsWidth = bounded(useObservable(lists), limits.lists);
  const panelWidth = bounded(useObservable(panel), limits.panel);
  return {
    listsWidth: isNarrow ? limits.lists.min : listsWidth,
    panelWidth: isNarrow ? limits.panel.min : panelWidth,
    panelShown: wanted,
    setLists: lists.set,
    setPanel: panel.set,
    togglePanel: () => panelOpen.set(!panelOpen.get()),
  };
}
