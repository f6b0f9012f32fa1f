/** @jsxImportSource preact */
import type { CallSession } from "../call-session.ts";
import type { CallState } from "../call-state.ts";
import type { CallWord } from "../words/en.ts";
import { lengthOf, useCallSpeech } from "./use-call-speech.ts";

interface Props {
  readonly call: CallState;
  readonly session: CallSession;
}

/** Troubles that another try can mend. */
const mendable = new Set(["refused", "missing", "taken", "failed"]);

/** When nobody talks here: the call is over, did not come about, or is in another window. Writing is always a way out. */
export function Aside({ call, session }: Props) {
  const say = useCallSpeech();
  const { phase, trouble, connectedAt, endedAt } = call;
  const time = connectedAt !== null && endedAt !== null ? lengthOf(endedAt - connectedAt) : null;
  const again = againWord(call);
  return (
    <>
      <div role={phase === "trouble" ? "alert" : "status"}>
        <h2>{say(titles[phase] ?? "ended")}</h2>
        <p class="muted">
          {phase === "trouble" && say(trouble ?? "failed")}
          {phase === "missed" && say("missedHint")}
          {phase === "elsewhere" && say("elsewhereHint")}
          {phase === "ended" && time !== null && say("endedAfter", { time })}
        </p>
      </div>
      <div class="ways">
        {again && (
          <button
            type="button"
            class="plain"
            onClick={again === "callAgain" ? () => session.start(call.medium) : session.enter}
          >
            {say(again)}
          </button>
        )}
        {phase === "elsewhere" ? (
          <button type="button" class="plain" onClick={session.leave}>
            {say("hangUp")}
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            onClick={phase === "trouble" ? session.leave : session.dismiss}
          >
            {say("writeToUs")}
          </button>
        )}
      </div>
    </>
  );
}

const titles: Readonly<Partial<Record<CallState["phase"], CallWord>>> = {
  trouble: "troubleTitle",
  missed: "missed",
  elsewhere: "elsewhere",
  ended: "ended",
};

function againWord({ phase, trouble }: CallState): CallWord | null {
  if (phase === "elsewhere") return "bringHere";
  if (phase === "trouble") return mendable.has(trouble ?? "") ? "tryAgain" : null;
  return "callAgain";
}
