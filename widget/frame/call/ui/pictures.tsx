/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import type { CallState } from "../call-state.ts";
import { useCallSpeech } from "./use-call-speech.ts";

/** What is seen: the others large, oneself small in a corner. Nothing while nobody shows anything. */
export function Pictures({ call }: { call: CallState }) {
  const say = useCallSpeech();
  const { pictures, own, camera, agentName } = call;
  if (pictures.length === 0 && !own) return null;
  return (
    <div class={pictures.length > 0 ? "pictures" : "pictures alone"}>
      {pictures.map((track) => (
        <Picture key={track.id} track={track} label={say("theirPicture", { name: agentName ?? "" })} />
      ))}
      {own && (
        <Picture
          key="own"
          track={own}
          label={say("ownPicture")}
          kind={camera === "screen" ? "own" : "own mirror"}
        />
      )}
    </div>
  );
}

/** Sound is played elsewhere: these are mute. */
function Picture({ track, label, kind = "" }: { track: MediaStreamTrack; label: string; kind?: string }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    video.play().catch(() => {}); // taken away meanwhile
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return <video ref={element} class={kind} aria-label={label} muted autoPlay playsInline />;
}
