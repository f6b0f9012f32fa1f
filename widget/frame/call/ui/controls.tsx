/** @jsxImportSource preact */
import type { CallSession } from "../call-session.ts";
import type { CallState } from "../call-state.ts";
import { CallIcon, type CallIconName } from "./call-icon.tsx";
import { useCallSpeech } from "./use-call-speech.ts";

interface Props {
  readonly call: CallState;
  readonly session: CallSession;
}

/** What he may do in a call: each button says what a click does. */
export function Controls({ call, session }: Props) {
  const say = useCallSpeech();
  const { muted, camera, medium, canShareScreen } = call;
  return (
    <div class="controls">
      <Control
        icon={muted ? "micOff" : "mic"}
        label={say(muted ? "unmute" : "mute")}
        isOff={muted}
        onClick={() => session.mute(!muted)}
      />
      {medium === "video" && camera !== "screen" && (
        <Control
          icon={camera === "off" ? "cameraOff" : "camera"}
          label={say(camera === "off" ? "cameraOn" : "cameraOff")}
          isOff={camera === "off"}
          onClick={() => session.camera(camera === "off")}
        />
      )}
      {canShareScreen && (
        <Control
          icon="screen"
          label={say(camera === "screen" ? "stopSharing" : "share")}
          isOff={camera === "screen"}
          onClick={() => session.share(camera !== "screen")}
        />
      )}
      <Control icon="hangUp" label={say("hangUp")} kind="end" onClick={session.leave} />
    </div>
  );
}

interface ControlProps {
  readonly icon: CallIconName;
  readonly label: string;
  readonly isOff?: boolean;
  readonly kind?: string;
  readonly onClick: () => void;
}

const Control = ({ icon, label, isOff = false, kind = "", onClick }: ControlProps) => (
  <button type="button" class={`control ${kind}${isOff ? " off" : ""}`} title={label} onClick={onClick}>
    <CallIcon name={icon} />
    <span>{label}</span>
  </button>
);
