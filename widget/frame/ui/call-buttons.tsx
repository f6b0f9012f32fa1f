/** @jsxImportSource preact */
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { Icon } from "./icons.tsx";
import { useSpeech } from "./use-source.ts";

const kinds = [
  { medium: "voice", icon: "phone", text: "call" },
  { medium: "video", icon: "video", text: "videoCall" },
] as const;

/** Which calls he may begin now: those that the workspace takes, while it is open and he is in none. */
function offeredTo({ config, call, phase, starting }: ChatState) {
  const isOpen = config?.open && phase === "ready" && !starting;
  const isFree = !call || call.phase === "ended" || call.phase === "missed";
  return kinds.filter(({ medium }) => isOpen && isFree && config?.calls[medium]);
}

/** Beside the form before the first message: with their words, and with the name that stands there. */
export function CallChoices({ chat, state, name }: { chat: Chat; state: ChatState; name: () => string }) {
  const { say } = useSpeech();
  const offered = offeredTo(state);
  if (offered.length === 0) return null;
  return (
    <div class="ways">
      {offered.map(({ medium, icon, text }) => (
        <button key={medium} type="button" class="plain" onClick={() => chat.startCall(medium, name(), name)}>
          <Icon name={icon} size={16} />
          {say(text)}
        </button>
      ))}
    </div>
  );
}

/**
 * In the head of a conversation that is over. A call is a conversation of its own: out of one that goes on it is for the
 * agent to ask him into a call, or what both have written would be out of sight.
 */
export function CallTools({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  if (state.conversation?.state !== "closed") return null;
  return offeredTo(state).map(({ medium, icon, text }) => (
    <button
      key={medium}
      type="button"
      class="tool"
      aria-label={say(text)}
      title={say(text)}
      onClick={() => chat.startCall(medium)}
    >
      <Icon name={icon} />
    </button>
  ));
}
