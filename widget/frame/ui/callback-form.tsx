/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { isPhone } from "#shared/domain/phone.ts";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { callbackTexts } from "../i18n/callback.ts";
import { useSpeech } from "./use-source.ts";

export interface CallbackFormProps {
  readonly chat: Chat;
  readonly state: ChatState;
  readonly onDone: () => void;
}

type Problem = "phoneWrong" | "timeWrong" | "failed";

/** The site has named him, or he has told his name; who has not goes by a name that the server made. */
const isNamed = ({ name, log }: ChatState): boolean => {
  const own = log?.events.find(({ author }) => author.kind === "customer")?.author.name;
  return name !== null || (own !== undefined && !/^Visitor [0-9A-F]{4}$/.test(own));
};

/** How he can be called back: his name if it is not known, a number, and when. */
export function CallbackForm({ chat, state, onDone }: CallbackFormProps) {
  const texts = callbackTexts[useSpeech().language];
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [later, setLater] = useState(false);
  const [time, setTime] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const at = later ? Date.parse(time) : null;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!isPhone(phone)) return setProblem("phoneWrong");
    if (at !== null && !(at > Date.now())) return setProblem("timeWrong");
    setBusy(true);
    const wantedAt = at === null ? {} : { wantedAt: new Date(at).toISOString() };
    try {
      await chat.askCallback({ phone, ...wantedAt, ...(name.trim() ? { name: name.trim() } : {}) });
      onDone();
    } catch {
      setProblem("failed");
      setBusy(false);
    }
  };
  const note = (one: Problem) => (problem === one ? texts[one] : "");
  return (
    <form class="callback" onSubmit={submit} noValidate aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {!isNamed(state) && (
        <label class="field" for="callback-name">
          <span>{texts.name}</span>
          <input
            id="callback-name"
            autocomplete="name"
            maxLength={120}
            dir="auto"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      )}
      <label class="field" for="callback-phone">
        <span>{texts.phone}</span>
        <input
          id="callback-phone"
          type="tel"
          autocomplete="tel"
          maxLength={40}
          value={phone}
          aria-invalid={problem === "phoneWrong"}
          aria-describedby="callback-phone-note"
          onInput={(event) => {
            setPhone(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <small id="callback-phone-note" class={problem === "phoneWrong" ? "bad" : "muted"}>
          {note("phoneWrong") || texts.phoneHint}
        </small>
      </label>
      <fieldset>
        <legend>{texts.when}</legend>
        <label>
          <input type="radio" name="callback-when" checked={!later} onChange={() => setLater(false)} />
          {texts.soon}
        </label>
        <label>
          <input type="radio" name="callback-when" checked={later} onChange={() => setLater(true)} />
          {texts.later}
        </label>
      </fieldset>
      {later && (
        <label class="field" for="callback-time">
          <span>{texts.time}</span>
          <input
            id="callback-time"
            type="datetime-local"
            value={time}
            aria-invalid={problem === "timeWrong"}
            aria-describedby="callback-time-note"
            onInput={(event) => setTime(event.currentTarget.value)}
          />
          <small id="callback-time-note" class="bad">
            {note("timeWrong")}
          </small>
        </label>
      )}
      <p class="bad" role="alert">
        {note("failed")}
      </p>
      <button type="submit" class="primary" disabled={busy}>
        {texts.send}
      </button>
      <button type="button" class="plain" onClick={onDone}>
        {texts.cancel}
      </button>
    </form>
  );
}
