import { useDesk } from "#renderer/platform/desk-context.tsx";
import { learnCall } from "./calls-store.ts";
import { type MyCall, useMyCalls } from "./use-calls.ts";

/** The others in a call with whom one talks. */
const talkedTo = ({ call, leg }: MyCall) =>
  call.legs.filter(
    (other) =>
      other.id !== leg.id && other.party !== "supervisor" && other.state !== "gone" && other.place === "talk",
  );

/** Whether another call fits beside those in which one is, and how these are put on hold for it. */
export function useHands() {
  const { client } = useDesk();
  const talking = useMyCalls().filter((mine) => talkedTo(mine).length > 0 || mine.leg.party !== "agent");
  return {
    isFree: talking.length === 0,
    mayHold: talking.every(
      (mine) => mine.leg.party === "agent" && talkedTo(mine).every(({ state }) => state === "joined"),
    ),
    async hold(): Promise<void> {
      for (const mine of talking)
        for (const { id } of talkedTo(mine))
          learnCall(await client.calls.place({ callId: mine.call.id, legId: id, to: "hold" }));
    },
  };
}
