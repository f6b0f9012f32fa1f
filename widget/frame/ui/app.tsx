/** @jsxImportSource preact */
import { useEffect, useMemo } from "preact/hooks";
import { inkOn } from "../../ink.ts";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { sayIn } from "../i18n/index.ts";
import { teaserOf } from "../teaser.ts";
import { CallSlot } from "./call-slot.tsx";
import { Composer } from "./composer.tsx";
import { Header } from "./header.tsx";
import { Notices } from "./notices.tsx";
import { Refusal } from "./refusal.tsx";
import { Teaser } from "./teaser.tsx";
import { Timeline } from "./timeline.tsx";
import { useDrop } from "./use-drop.ts";
import { SpeechContext, useSource } from "./use-source.ts";
import { Welcome } from "./welcome.tsx";

/** The whole frame. */
export function App({ chat }: { chat: Chat }) {
  const state = useSource(chat.state);
  const { language, config } = state;
  const speech = useMemo(() => ({ language, say: sayIn(language) }), [language]);
  const dropping = useDrop(chat.attach, state.conversation !== null);
  useDocument(state);
  useEscape(chat.close);
  useFocus(state);
  if (!config) return null;
  const teaser = teaserOf(state);
  if (teaser)
    return (
      <SpeechContext.Provider value={speech}>
        <Teaser chat={chat} words={teaser} />
      </SpeechContext.Provider>
    );
  return (
    <SpeechContext.Provider value={speech}>
      <Header chat={chat} state={state} />
      <Body chat={chat} state={state} />
      {dropping && <div class="drop">{speech.say("dropHere")}</div>}
    </SpeechContext.Provider>
  );
}

function Body({ chat, state }: { chat: Chat; state: ChatState }) {
  if (state.phase === "refused") return <Refusal state={state} retry={chat.retryConnection} />;
  if (!state.conversation && !state.starting) {
    return (
      <>
        <Notices chat={chat} state={state} />
        {state.call && state.calling ? <CallSlot state={state} /> : <Welcome chat={chat} state={state} />}
      </>
    );
  }
  return (
    <>
      <Notices chat={chat} state={state} />
      <CallSlot state={state} />
      <Timeline chat={chat} state={state} />
      <Composer chat={chat} state={state} />
    </>
  );
}

function useDocument({ language, config }: ChatState): void {
  useEffect(() => {
    document.documentElement.lang = language;
    if (!config) return;
    document.title = config.workspaceName;
    const { style } = document.documentElement;
    style.setProperty("--accent", config.accent);
    style.setProperty("--ink", inkOn(config.accent));
  }, [language, config]);
}

function useEscape(close: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [close]);
}

/** Opening puts the cursor where one writes; on phones that would raise the keyboard over everything. */
function useFocus({ open, full, phase, conversation }: ChatState): void {
  const started = conversation !== null;
  useEffect(() => {
    if (!open || full || phase === "booting") return;
    const field = document.querySelector<HTMLElement>(started ? "#write" : "form input, form textarea");
    field?.focus();
  }, [open, full, phase, started]);
}
