import { useEffect } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { type MyCall, useCarried } from "./use-calls.ts";

/** Whoever calls a colleague hears that it rings there, in the window that has the sound. */
export function useFarRing({ call, leg }: MyCall): void {
  const { sounds } = useDesk();
  const isHere = useCarried(call.id) !== undefined;
  const isCalling =
    isHere && call.direction === "internal" && call.state === "ringing" && leg.party === "agent";
  useEffect(() => (isCalling ? sounds.ringing() : undefined), [isCalling, sounds]);
}
