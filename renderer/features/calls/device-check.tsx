import { lazy, Suspense } from "react";
import { createSource, useObservable } from "#renderer/platform/observable.ts";

const isOpen = createSource(false);

/** From wherever one thinks of it: one's profile, the devices of a call, the command palette. */
export const openDeviceCheck = (): void => isOpen.set(true);

/** Rarely needed, and so loaded when it is. */
const CheckDialog = lazy(async () => {
  const { CheckDialog: one } = await import("./check-dialog.tsx");
  return { default: one };
});

/** The check before a call, above whatever there is. */
export function DeviceCheck() {
  if (!useObservable(isOpen)) return null;
  return (
    <Suspense>
      <CheckDialog onClose={() => isOpen.set(false)} />
    </Suspense>
  );
}
