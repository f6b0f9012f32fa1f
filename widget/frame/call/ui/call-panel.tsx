/** @jsxImportSource preact */
import { useEffect, useRef } from "preact/hooks";
import "../call.css";
import { Icon } from "../../ui/icons.tsx";
import type { CallSession } from "../call-session.ts";
import type { CallState } from "../call-state.ts";
import { Aside } from "./aside.tsx";
import { InvitationCard, NameForm } from "./before-call.tsx";
import { Controls } from "./controls.tsx";
import { Pictures } from "./pictures.tsx";
import { RecordingNote } from "./recording-note.tsx";
import { lengthOf, useCallSpeech, useNow } from "./use-call-speech.ts";

interface Props {
  readonly call: CallState;
  readonly session: CallSession;
  /** How many wait before him, as far as that is known. */
  readonly position: number | null;
}

/** A call from the first click to its last screen, above the chat. */
export function CallPanel({ call, session, position }: Props) {
  const say = useCallSpeech();
  const panel = useRef<HTMLElement>(null);
  const { phase } = call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with the phase, the button that had the focus may be gone
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, [phase]);
  return (
    <section ref={panel} class="call" aria-label={say("title")} tabIndex={-1}>
      <Content call={call} session={session} position={position} />
      {call.isSilent && (
        <button type="button" class="primary" onClick={session.hear}>
          {say("hear")}
        </button>
      )}
      {call.notice && (
        <p class="strip warn" role="alert">
          <Icon name="alert" size={16} />
          <bdi>{say(call.notice)}</bdi>
          <button type="button" class="tool small" aria-label={say("dismiss")} onClick={session.dismiss}>
            <Icon name="cross" size={14} />
          </button>
        </p>
      )}
    </section>
  );
}

function Content({ call, session, position }: Props) {
  const say = useCallSpeech();
  switch (call.phase) {
    case "asking":
      return <NameForm call={call} session={session} />;
    case "invited":
      return <InvitationCard call={call} session={session} />;
    case "preparing":
    case "waiting":
      return (
        <>
          <p class="line" role="status">
            <span class="spin" aria-hidden="true" />
            {preparingWords(call, say)}
          </p>
          {call.phase === "waiting" && position !== null && (
            <p class="muted">{position === 0 ? say("next") : say("before", { n: position })}</p>
          )}
          <Pictures call={call} />
          <button type="button" class="plain" onClick={session.leave}>
            {say("cancel")}
          </button>
        </>
      );
    case "talking":
    case "held":
      return <Talk call={call} session={session} />;
    default:
      return <Aside call={call} session={session} />;
  }
}

function preparingWords({ phase, medium, callId }: CallState, say: ReturnType<typeof useCallSpeech>): string {
  if (phase === "waiting") return say("waiting");
  if (callId) return say("connecting");
  return say(medium === "video" ? "allowVideo" : "allow");
}

function Talk({ call, session }: Omit<Props, "position">) {
  const say = useCallSpeech();
  const { agentName, phase, link, muted, camera } = call;
  const name = agentName ?? "";
  const talking = name ? say("talking", { name }) : say("connected");
  const held = name ? say("held", { name }) : say("heldNoName");
  return (
    <>
      <p class="line">
        <span role="status">
          <b>{phase === "held" ? held : talking}</b>
        </span>
        <Duration since={call.connectedAt} />
      </p>
      {link === "repairing" && (
        <p class="strip" role="status">
          <span class="spin" aria-hidden="true" />
          {say("repairing")}
        </p>
      )}
      <RecordingNote call={call} session={session} />
      <Pictures call={call} />
      {(muted || camera === "screen") && (
        <p class="muted" role="status">
          {[muted ? say("muted") : "", camera === "screen" ? say("sharing") : ""].join(" ").trim()}
        </p>
      )}
      <Controls call={call} session={session} />
    </>
  );
}

function Duration({ since }: { since: number | null }) {
  const now = useNow();
  return <time class="duration">{since === null ? "" : lengthOf(now - since)}</time>;
}
