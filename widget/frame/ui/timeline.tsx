/** @jsxImportSource preact */
import { useMemo } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { type Line, linesOf } from "../lines.ts";
import { CallbackOffer } from "./callback-offer.tsx";
import { initials } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { Message } from "./message.tsx";
import { openingWords } from "./opening-words.ts";
import { localeOf, type Speech, useSpeech } from "./use-source.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";

/** The conversation. Stays at the newest message unless one has scrolled away from it. */
export function Timeline({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  const { log, outbox, starting, conversation } = state;
  const lines = useMemo(
    () => linesOf({ log, outbox, starting, conversation }),
    [log, outbox, starting, conversation],
  );
  const { box, atEnd, toEnd, onScroll } = useStickToEnd(lines, state.typing);
  return (
    <main class="body">
      <div
        class="scroll"
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: so that the arrow keys can scroll it
        tabIndex={0}
        role="log"
        aria-label={say("conversation")}
      >
        {log?.hasOlder && (
          <button type="button" class="plain older" onClick={() => void chat.loadOlder().catch(() => {})}>
            {say("loadOlder")}
          </button>
        )}
        {!log?.loaded && !starting && <Skeleton />}
        {lines.map((line) => (
          <LineView key={line.key} line={line} chat={chat} />
        ))}
        <Waiting state={state} />
        {state.call?.phase !== "waiting" && <CallbackOffer chat={chat} state={state} />}
        {state.typing && (
          <div class="row typing">
            <span class="face" aria-hidden="true">
              {initials(state.typing)}
            </span>
            <span class="bubble" role="status" aria-label={say("typing", { name: state.typing })}>
              <i />
              <i />
              <i />
            </span>
          </div>
        )}
      </div>
      {!atEnd && (
        <button type="button" class="newest" aria-label={say("newMessages")} onClick={toEnd}>
          <Icon name="down" size={18} />
        </button>
      )}
    </main>
  );
}

function LineView({ line, chat }: { line: Line; chat: Chat }) {
  const { say, language } = useSpeech();
  if (line.kind === "message") return <Message line={line} chat={chat} />;
  return (
    <p class={line.kind === "day" ? "day" : "system"}>
      <bdi>{line.kind === "day" ? dayName(line.at, language, say) : say(line.text, { name: line.name })}</bdi>
    </p>
  );
}

/** Where one stands in the queue, as long as one waits; or when somebody will be there. */
function Waiting({ state: { conversation, config, call } }: { state: ChatState }) {
  const { say, language } = useSpeech();
  // The call says so itself.
  if (conversation?.state !== "waiting" || !config || call?.phase === "waiting") return null;
  if (!config.open) {
    return (
      <p class="waiting" role="status">
        {openingWords(config, say, language)}
      </p>
    );
  }
  const { position } = conversation;
  const place = position === 0 ? "next" : position === 1 ? "before_one" : "before_other";
  return (
    <p class="waiting" role="status">
      <span class="spin" aria-hidden="true" />
      <span>
        {say("waiting")}
        {position !== null && <b>{say(place, { n: position })}</b>}
      </span>
    </p>
  );
}

const Skeleton = () => (
  <div class="skeleton" aria-hidden="true">
    <i />
    <i />
    <i />
  </div>
);

function dayName(at: number, language: Speech["language"], say: Speech["say"]): string {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return new Intl.DateTimeFormat(localeOf(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
  }).format(at);
}
