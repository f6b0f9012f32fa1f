import { callCarrier, learnCall, useHands } from "#renderer/features/calls/index.ts";
import { Softphone } from "#renderer/features/softphone/index.ts";

/** The softphone in the top bar; what it calls is heard in this window. */
export function SoftphonePlace({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const hands = useHands();
  return (
    <Softphone
      hands={hands}
      onOpen={onOpen}
      onCalling={(call) => {
        // First whose window it is, then that there is a call.
        callCarrier.get()?.answeredHere({ callId: call.id });
        learnCall(call);
      }}
    />
  );
}
