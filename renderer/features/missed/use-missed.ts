import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { useStore } from "zustand";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import { missedStore, openMissed, withMissed } from "./missed-store.ts";

/** Whom nobody answered, of the queues that one takes from. */
export function useMissed() {
  const state = useStore(missedStore);
  return useMemo(() => ({ known: state.known, open: openMissed(state) }), [state]);
}

type Change = (client: ReturnType<typeof useDesk>["client"]) => Promise<MissedItem>;

/** What may be done with an item; the record that comes back is known at once. */
export function useMissedChange() {
  const { client } = useDesk();
  return useMutation({
    mutationFn: (change: Change) => change(client),
    onSuccess: (item) => missedStore.setState((state) => withMissed(state, item)),
    onError: (error) => notifications.show({ color: "red", message: problemText(problemOf(error)) }),
  });
}
