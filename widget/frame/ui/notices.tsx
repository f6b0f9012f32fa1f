/** @jsxImportSource preact */
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import type { TextKey } from "../i18n/en.ts";
import { Icon } from "./icons.tsx";
import { useLasting } from "./use-lasting.ts";
import { useSpeech } from "./use-source.ts";

const words: Readonly<Record<string, TextKey>> = {
  "file.too_large": "fileTooLarge",
  "request.too_large": "fileTooLarge",
  "file.empty": "fileEmpty",
  "request.rate_limited": "tooFast",
  "file.too_many": "tooManyFiles",
  "call.not_loaded": "callNotLoaded",
  "message.not_kept": "notKept",
};

/** Connection and complaints, above the conversation. Says nothing while all is well. */
export function Notices({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  const { notice, connection, problem } = state;
  const trouble = connectionWords(state);
  // A blink of the line is nobody's business; a real loss is told.
  const lasting = useLasting(trouble, connection?.phase === "offline" ? 1_200 : 2_500);
  return (
    <div aria-live="polite">
      {(lasting ?? (problem === "unreachable" ? "unreachable" : null)) && (
        <p class="strip">
          <span class="spin" aria-hidden="true" />
          {say(lasting ?? "unreachable")}
        </p>
      )}
      {notice && (
        <p class="strip warn">
          <Icon name="alert" size={16} />
          <bdi>
            {say(words[notice.code] ?? (notice.name ? "fileFailed" : "broken"), { name: notice.name })}
          </bdi>
          <button type="button" class="tool small" aria-label={say("discard")} onClick={chat.dismiss}>
            <Icon name="cross" size={14} />
          </button>
        </p>
      )}
    </div>
  );
}

function connectionWords({ connection }: ChatState): TextKey | null {
  if (connection?.phase === "offline") return "offline";
  if (connection?.phase === "connecting") return "connecting";
  return connection?.phase === "catching_up" ? "catchingUp" : null;
}
