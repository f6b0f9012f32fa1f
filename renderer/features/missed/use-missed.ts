import { notifications } from "@mantine/notifications";
import { useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import { missedStore, openMissed, withMissed, withoutMissed } from "./missed-store.ts";

/** Whom nobody answered, of the queues that one takes from. */
export function useMissed() {
  const state = useStore(missedStore);
  return useMemo(() => ({ known: state.known, open: openMissed(state) }), [state]);
}

type Client = ReturnType<typeof useDesk>["client"];
type Change = (client: Client) => Promise<MissedItem>;

/**
 * Does something with an item; the record that comes back is known at once, what goes wrong is said. Not bound to a
 * component: the one that asked may be gone with its item. Answers whether it was done.
 */
async function changed(client: Client, missedId: string, change: Change): Promise<boolean> {
  try {
    const item = await change(client);
    missedStore.setState((state) => withMissed(state, item));
    return true;
  } catch (error) {
    const problem = problemOf(error);
    if (problem === "missed.not_found") missedStore.setState((state) => withoutMissed(state, missedId));
    notifications.show({ color: "red", message: problemText(problem) });
    return false;
  }
}

/** What may be done with an item, one thing after another: a second press while the first is on its way does nothing. */
export function useMissedChange(missedId: string) {
  const { client } = useDesk();
  const [busy, setBusy] = useState(false);
  // The state comes with the next rendering, a second press may come before.
  const runs = useRef(false);
  return {
    busy,
    async change(deed: Change): Promise<boolean> {
      if (runs.current) return false;
      runs.current = true;
      setBusy(true);
      const done = await changed(client, missedId, deed);
      runs.current = false;
      setBusy(false);
      return done;
    },
  };
}
