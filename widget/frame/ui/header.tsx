/** @jsxImportSource preact */
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { CallTools } from "./call-buttons.tsx";
import { Icon } from "./icons.tsx";
import { type Speech, useSpeech } from "./use-source.ts";

/** Who one talks with, and how things stand. */
export function Header({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  const { config, sound, conversation } = state;
  const soundWord = say(sound ? "soundOn" : "soundOff");
  const agent = conversation?.state === "assigned" ? conversation.agentName : null;
  const shown = agent ?? config?.workspaceName ?? "";
  return (
    <header class="head">
      <span class="avatar" aria-hidden="true">
        {initials(shown)}
        {config?.open && <i class="here" />}
      </span>
      <div class="who">
        <h1>
          <bdi>{config?.workspaceName}</bdi>
        </h1>
        <p aria-live="polite">{statusLine(state, say)}</p>
      </div>
      <CallTools chat={chat} state={state} />
      <button
        type="button"
        class="tool"
        aria-pressed={sound}
        aria-label={soundWord}
        title={soundWord}
        onClick={() => chat.setSound(!sound)}
      >
        <Icon name={sound ? "sound" : "mute"} />
      </button>
      <button type="button" class="tool" aria-label={say("close")} title={say("close")} onClick={chat.close}>
        <Icon name="close" />
      </button>
    </header>
  );
}

function statusLine({ conversation, config }: ChatState, say: Speech["say"]): string {
  if (conversation?.state === "assigned" && conversation.agentName)
    return say("withAgent", { name: conversation.agentName });
  return say(config?.open ? "online" : "away");
}

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
