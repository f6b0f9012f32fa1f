import type { RecordedAs, RecordedVoices } from "#shared/domain/calls/index.ts";
import type { IsOpen } from "../embedded/privacy-gate.ts";

/** As what a leg's packets are kept now, and as what from the moment on at which the gate opens. */
interface Take {
  as: RecordedAs | undefined;
  next: RecordedAs | undefined;
  gate: IsOpen | undefined;
}

/**
 * As what each packet is recorded. Words are on their way for a while: what was whispered, said while muted or in a pause
 * arrives when it is over, and must not be in the open. What is about to be open goes on as before until the gate says
 * that it was said afterwards; what is to be closed is closed at once.
 */
export function createVoiceTakes(gateTo: (legId: string) => IsOpen) {
  const takes = new Map<string, Take>();

  function change(legId: string, wanted: RecordedAs): void {
    const take = takes.get(legId);
    if (take && (take.gate ? take.next : take.as) === wanted) return;
    if (wanted === "aside" && take?.as) takes.set(legId, { as: wanted, next: undefined, gate: undefined });
    else
      takes.set(legId, {
        as: take?.as === "aside" ? "aside" : undefined,
        next: wanted,
        gate: gateTo(legId),
      });
  }

  return {
    settle(voices: RecordedVoices): void {
      for (const legId of takes.keys()) if (!voices[legId]) takes.delete(legId);
      for (const [legId, wanted] of Object.entries(voices)) change(legId, wanted);
    },
    /** The leg is gone: if it comes again, nothing it said before is on its way any more. */
    forget(legId: string): void {
      const take = takes.get(legId);
      if (take?.gate) takes.set(legId, { as: take.next, next: undefined, gate: undefined });
    },
    /** As what this packet is recorded, if at all. */
    of(legId: string, timestamp: number, at: number): RecordedAs | undefined {
      const take = takes.get(legId);
      if (take?.gate?.(timestamp, at)) {
        take.as = take.next;
        take.gate = undefined;
      }
      return take?.as;
    },
  };
}
