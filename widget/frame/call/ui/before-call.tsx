/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CallSession } from "../call-session.ts";
import type { CallState } from "../call-state.ts";
import { useCallSpeech } from "./use-call-speech.ts";

interface Props {
  readonly call: CallState;
  readonly session: CallSession;
}

/** Asks for the name, where the company wants to know whom it talks with. */
export function NameForm({ call, session }: Props) {
  const say = useCallSpeech();
  const [name, setName] = useState(call.typed);
  const [isWrong, setIsWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The form has come by his own click, and is all that is asked. Before the next key: he may be writing already.
  useLayoutEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim()) return session.named(name.trim());
    setIsWrong(true);
    field.current?.focus();
  };
  return (
    <form onSubmit={submit} noValidate aria-label={say("nameTitle")}>
      <h2>{say("nameTitle")}</h2>
      <label class="field" for="call-name">
        <span>{say("name")}</span>
        <input
          ref={field}
          id="call-name"
          autocomplete="name"
          maxLength={120}
          dir="auto"
          value={name}
          aria-invalid={isWrong}
          aria-describedby="call-name-note"
          onInput={(event) => {
            setName(event.currentTarget.value);
            setIsWrong(false);
          }}
        />
        <small id="call-name-note" class="bad">
          {isWrong ? say("nameWanted") : ""}
        </small>
      </label>
      <button type="submit" class="primary">
        {say(call.medium === "video" ? "videoNow" : "callNow")}
      </button>
      <button type="button" class="plain" onClick={session.dismiss}>
        {say("back")}
      </button>
    </form>
  );
}

/** The agent asks him into a call: nothing of his is on before he accepts. */
export function InvitationCard({ call, session }: Props) {
  const say = useCallSpeech();
  return (
    <>
      <h2>{say("invited", { name: call.agentName ?? "" })}</h2>
      <p class="muted">{say("invitedHint")}</p>
      <div class="ways">
        <button type="button" class="primary" onClick={session.enter}>
          {say("accept")}
        </button>
        <button type="button" class="plain" onClick={session.leave}>
          {say("decline")}
        </button>
      </div>
    </>
  );
}
