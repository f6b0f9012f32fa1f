import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import { maxMessageLength } from "#shared/contract/text.ts";
import { putPieces } from "./put-pieces.ts";
import { useAttachments } from "./use-attachments.ts";
import { useDraft } from "./use-draft.ts";
import { useSendGuard } from "./use-send-guard.ts";
import { useTypingSignal } from "./use-typing-signal.ts";

export type Mode = "message" | "note";

/** Why nothing can be written to the customer now; undefined when it can. */
export function useHeld(conversation: Conversation, mode: Mode): string | undefined {
  const { t } = useTranslation();
  const me = useMe();
  const thing = { ownerId: conversation.assignee?.id ?? null, queueId: conversation.queue.id };
  const mayNote = useCan("conversation.note", thing);
  const mayAssist = useCan("conversation.assist") && conversation.help !== null;
  const mayReply = useCan("conversation.reply");
  const preview = usePreviewReason();
  if (preview) return preview;
  if (conversation.state === "closed") return t("composer.heldClosed");
  // Whoever looks after it, or was asked for help, writes notes in a conversation that is another's.
  if (mode === "note" && (mayNote || mayAssist)) return undefined;
  if (!mayReply) return t("composer.heldRights");
  if (conversation.channel === "phone") return t("composer.heldPhone");
  if (conversation.state === "waiting") return t("composer.heldWaiting");
  if (conversation.state === "assistant" && conversation.assistant)
    return t("assistants.hasIt", { name: conversation.assistant.name });
  if (conversation.assignee?.id !== me.id)
    return t("composer.heldOther", { name: conversation.assignee?.name ?? "" });
  return undefined;
}

/** What the composer draws, and what it does. */
export function useComposer(conversation: Conversation) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const { draft, change } = useDraft(conversation.id);
  const signal = useTypingSignal(conversation.id);
  const box = useRef<HTMLTextAreaElement>(null);
  /** What is being put on the disk at this moment: the same must not go twice, something else may follow at once. */
  const keeping = useRef(new Set<string>());
  const [error, setError] = useState<string>();
  const { phase } = useObservable(sync.connection);
  // Who is on the telephone reads nothing.
  const mode = conversation.channel === "phone" ? "note" : draft.mode;
  const held = useHeld(conversation, mode);
  const heldReply = useHeld(conversation, "message");
  const text = draft[mode];
  const attachments = useAttachments(conversation.id, draft.files.length, (file) =>
    change((now) => ({ files: [...now.files, file] })),
  );

  const tooMany = text.length - maxMessageLength;
  const isEmpty = text.trim() === "" && draft.files.length === 0;
  const reason = () => {
    if (held) return held;
    if (attachments.busy) return t("composer.waitUploads");
    if (tooMany > 0) return t("composer.tooLong", { n: tooMany });
    return isEmpty ? t("composer.empty") : undefined;
  };

  /** Sends this; by default what is in the box. Of the box only what it stood for is taken. */
  async function send(said = text, files = draft.files.filter(({ id }) => !keeping.current.has(id))) {
    const mine = [`${mode} ${text}`, ...files.map(({ id }) => id)];
    if (reason() || keeping.current.has(`${mode} ${text}`)) return;
    for (const one of mine) keeping.current.add(one);
    setError(undefined);
    try {
      await sync.send({
        conversationId: conversation.id,
        kind: mode,
        text: said.trim(),
        fileIds: files.map(({ id }) => id),
        ...(files.length > 0 && { fileNames: files.map(({ name }) => name) }),
      });
      // Only what was sent is taken from the box: somebody may have gone on typing meanwhile.
      change((now) => ({
        [mode]: now[mode] === text ? "" : now[mode].slice(now[mode].startsWith(text) ? text.length : 0),
        files: now.files.filter(({ id }) => !mine.includes(id)),
      }));
      change({ begunAfter: undefined });
      signal.stop();
    } catch {
      setError(t("composer.saveFailed"));
    } finally {
      for (const one of mine) keeping.current.delete(one);
    }
  }

  const guard = useSendGuard(
    conversation,
    mode === "message" ? draft.begunAfter : undefined,
    () => void send(),
  );

  function write(next: string, into: Mode = mode) {
    const begins = into === "message" && next !== "" && draft.begunAfter === undefined;
    change({ [into]: next, ...(begins && { begunAfter: guard.lastSeq }) });
    if (next !== "") signal.typed(into === "note");
  }

  const pieces = putPieces({ box, mode, text, draft, change, write });

  return {
    box,
    mode,
    text,
    files: draft.files,
    attachments,
    held,
    error,
    reason: reason(),
    hint:
      tooMany > 0
        ? t("composer.tooLong", { n: tooMany })
        : phase === "live"
          ? undefined
          : t("composer.offline"),
    guard,
    /** What was said meanwhile is seen now: it is asked about once. */
    keepEditing() {
      guard.keepEditing();
      change({ begunAfter: guard.lastSeq });
      box.current?.focus();
    },
    send: () => (reason() ? undefined : guard.ask()),
    /** Sends something else in the place of what is in the box. */
    sendInstead: (said: string, files: readonly StoredFile[]) => guard.ask(() => void send(said, [...files])),
    write,
    ...pieces,
    removeFile: (id: string) => change((now) => ({ files: now.files.filter((file) => file.id !== id) })),
    /** To the box, with a slash behind what is in it: the search for shortcuts. Answers where the caret is then. */
    slash(): number {
      const { message } = draft;
      const stays = heldReply !== undefined || /(^|\s)\/$/.test(message);
      const next = stays ? message : /(^|\s)$/.test(message) ? `${message}/` : `${message} /`;
      change({ mode: "message", message: next });
      requestAnimationFrame(() => {
        box.current?.focus();
        box.current?.setSelectionRange(next.length, next.length);
      });
      return next.length;
    },
    setMode(next: Mode) {
      change({ mode: next });
      requestAnimationFrame(() => box.current?.focus());
    },
  };
}

export type ComposerModel = ReturnType<typeof useComposer>;
