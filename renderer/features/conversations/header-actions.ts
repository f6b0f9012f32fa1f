import { useEffect, useRef } from "react";
import { createSource } from "#renderer/platform/observable.ts";

/** What can be done with the conversation that is open now, for the command palette. */
export interface HeaderAction {
  readonly id: string;
  readonly label: string;
  readonly keys: string;
  readonly run: () => void;
}

/** The open conversation's actions that can be given now; the palette reads them. */
export const headerActions = createSource<readonly HeaderAction[]>([]);

/** Offers these to the palette as long as the header is there. */
export function useOfferedActions(actions: readonly HeaderAction[]): void {
  const latest = useRef(actions);
  const key = actions.map(({ id }) => id).join(" ");
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const ids = key.split(" ");
    headerActions.set(
      latest.current
        .filter(({ id }) => ids.includes(id))
        .map((one) => ({ ...one, run: () => latest.current.find(({ id }) => id === one.id)?.run() })),
    );
    return () => headerActions.set([]);
  }, [key]);
}
