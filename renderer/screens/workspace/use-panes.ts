import { useSyncExternalStore } from "react";
import { createSource, useObservable } from "#renderer/platform/observable.ts";
import { createPreference, isBoolean, isNumber } from "#renderer/platform/preferences.ts";

const lists = createPreference("pane.lists", 290, isNumber);
const panel = createPreference("pane.panel", 290, isNumber);
/** In a narrow window the panel lies over the conversation, so it is closed until it is asked for. */
const panelOver = createSource(false);
const panelOpen = createPreference("pane.panelOpen", true, isBoolean);

type Tab = "customer" | "shortcuts";
const tabs = createPreference<Tab>(
  "pane.tab",
  "customer",
  (value): value is Tab => value === "customer" || value === "shortcuts",
);

export const limits = { lists: { min: 220, max: 420 }, panel: { min: 240, max: 460 } } as const;

/** Below this the lists are as narrow as they can be, and the customer panel lies over the conversation. */
const narrow = () => window.matchMedia("(max-width: 1100px)");

function subscribeNarrow(listener: () => void) {
  const query = narrow();
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

const bounded = (value: number, { min, max }: { min: number; max: number }) =>
  Math.min(max, Math.max(min, value));

/** The widths of the panes, kept on this device. */
export function usePanes() {
  const isNarrow = useSyncExternalStore(subscribeNarrow, () => narrow().matches);
  const shown = isNarrow ? panelOver : panelOpen;
  const panelShown = useObservable<boolean>(shown);
  const listsWidth = bounded(useObservable(lists), limits.lists);
  const tab = useObservable<Tab>(tabs);
  const panelWidth = bounded(useObservable(panel), limits.panel);
  return {
    listsWidth: isNarrow ? limits.lists.min : listsWidth,
    panelWidth: isNarrow ? 300 : panelWidth,
    isNarrow,
    panelShown,
    tab,
    setTab: tabs.set,
    setLists: lists.set,
    setPanel: panel.set,
    togglePanel: () => shown.set(!shown.get()),
  };
}
