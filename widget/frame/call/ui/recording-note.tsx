/** @jsxImportSource preact */
import type { CallSession } from "../call-session.ts";
import type { CallState } from "../call-state.ts";
import { useCallSpeech } from "./use-call-speech.ts";

interface Props {
  readonly call: CallState;
  readonly session: CallSession;
}

/** Whether the call is recorded, or the question whether it may be. Nothing is recorded before he agrees. */
export function RecordingNote({ call: { recording }, session }: Props) {
  const say = useCallSpeech();
  if (recording === "off") return null;
  if (recording !== "asked")
    return (
      <p class="line recording" role="status">
        <span class={`lamp ${recording}`} aria-hidden="true" />
        {say(recording === "on" ? "recorded" : "recordingPaused")}
      </p>
    );
  return (
    <div class="asks" role="alert">
      <p>{say("mayRecord")}</p>
      <div class="ways">
        <button type="button" class="primary" onClick={() => session.answer(true)}>
          {say("agree")}
        </button>
        <button type="button" class="plain" onClick={() => session.answer(false)}>
          {say("disagree")}
        </button>
      </div>
    </div>
  );
}
