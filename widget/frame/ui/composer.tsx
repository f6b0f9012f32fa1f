/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Chat } from "../chat.ts";
import type { ChatState } from "../chat-state.ts";
import { sizeOf } from "./attachment.tsx";
import { Icon } from "./icons.tsx";
import { useSpeech } from "./use-source.ts";

const maxLength = 8_000;

/** Where one writes. Enter sends, Shift and Enter makes a new line. */
export function Composer({ chat, state }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  const [text, write] = useState(chat.draft.get);
  const field = useRef<HTMLTextAreaElement>(null);
  const { uploads, conversation } = state;
  const over = text.length - maxLength;
  const busy = uploads.some(({ stored }) => !stored);
  const ready = conversation !== null && state.log !== null;
  const maySend = ready && !busy && over <= 0 && (text.trim() !== "" || uploads.length > 0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text]);

  const setText = (next: string) => {
    write(next);
    chat.draft.set(next);
  };
  const send = async () => {
    if (!maySend) return;
    setText("");
    field.current?.focus();
    try {
      await chat.send(text.trim());
    } catch {
      // What was typed meanwhile comes after it.
      setText([text, chat.draft.get()].filter(Boolean).join("\n"));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    chat.attach(files);
  };
  return (
    <footer class="foot">
      <Uploads chat={chat} state={state} />
      {over > 0 && <p class="bad over">{say("tooLong", { n: over })}</p>}
      <div class="compose">
        <AttachButton chat={chat} disabled={!ready} />
        <textarea
          id="write"
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={say("write")}
          aria-label={say("write")}
          onInput={(event) => {
            setText(event.currentTarget.value);
            chat.pressed();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="button"
          class="send"
          aria-label={say("send")}
          title={say("send")}
          disabled={!maySend}
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </footer>
  );
}

function fitHeight(field: HTMLElement, most = 132): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, most)}px`;
}

function AttachButton({ chat, disabled }: { chat: Chat; disabled: boolean }) {
  const { say } = useSpeech();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        disabled={disabled}
        aria-label={say("attach")}
        title={say("attach")}
        onClick={() => picker.current?.click()}
      >
        <Icon name="clip" />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          chat.attach([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </>
  );
}

function Uploads({ chat, state: { uploads } }: { chat: Chat; state: ChatState }) {
  const { say } = useSpeech();
  if (uploads.length === 0) return null;
  return (
    <ul class="uploads">
      {uploads.map(({ id, name, size, stored }) => (
        <li key={id} class={stored ? "" : "busy"} aria-label={stored ? name : say("uploading", { name })}>
          {stored ? <Icon name="file" size={16} /> : <span class="spin" aria-hidden="true" />}
          <bdi class="name">{name}</bdi>
          <small>{sizeOf(size)}</small>
          <button
            type="button"
            class="tool small"
            aria-label={say("remove", { name })}
            onClick={() => chat.detach(id)}
          >
            <Icon name="cross" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
