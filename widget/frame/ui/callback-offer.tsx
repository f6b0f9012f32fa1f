/** @jsxImportSource preact */
import type { FunctionComponent } from "preact";
import { useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import type { CallbackFormProps } from "./callback-form.tsx";
import { useSpeech } from "./use-source.ts";

/** What one may do instead of waiting: be called back, or leave. The form is loaded when it is wanted. */
export function CallbackOffer({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  const [Form, setForm] = useState<FunctionComponent<CallbackFormProps> | null>(null);
  const { conversation } = state;
  if (!conversation || conversation.state === "assigned") return null;
  const open = () =>
    void import("./callback-form.tsx").then(
      ({ CallbackForm }) => setForm(() => CallbackForm),
      () => {},
    );
  if (Form) return <Form chat={chat} state={state} onDone={() => setForm(null)} />;
  return (
    <div class="offers">
      {conversation.callback === "asked" && (
        <p class="waiting" role="status">
          {say("callAsked")}
        </p>
      )}
      {conversation.callback === "offered" && (
        <button type="button" class="plain" onClick={open}>
          {say("callMe")}
        </button>
      )}
      {conversation.state === "waiting" && (
        <button type="button" class="plain" onClick={() => void chat.leave()}>
          {say("leaveQueue")}
        </button>
      )}
    </div>
  );
}
