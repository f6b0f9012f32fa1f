import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { maxMessageLength } from "#shared/contract/text.ts";
import { useAttachments } from "./use-attachments.ts";
import { useDraft } from "./use-draft.ts";
import { useTypingSignal } from "./use-typing-signal.ts";

export type Mode = "message" | "note";

/** Why nothing can be written to the customer now; undefined when it can. */
function useHeld(conversation: Conversation): string | undefined {
  const { t } = useTranslation();
  const me = useMe();
  const mayReply = useCan("conversation.reply");
  const preview = usePreviewReason();
  if (preview) return preview;
  if (conversation.state === "closed") return t("composer.heldClosed");
  if (!mayReply) return t("composer.heldRights");
  if (conversation.state === "waiting") return t("composer.heldWaiting");
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
  const held = useHeld(conversation);
  const { mode } = draft;
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

  async function send() {
    const files = draft.files.filter(({ id }) => !keeping.current.has(id));
    const mine = [`${mode} ${text}`, ...files.map(({ id }) => id)];
    if (reason() || keeping.current.has(`${mode} ${text}`)) return;
    for (const one of mine) keeping.current.add(one);
    setError(undefined);
    try {
      await sync.send({
        conversationId: conversation.id,
        kind: mode,
        text: text.trim(),
        fileIds: files.map(({ id }) => id),
        ...(files.length > 0 && { fileNames: files.map(({ name }) => name) }),
      });
      // Only what was sent is taken from the box: somebody may have gone on typing meanwhile.
      change((now) => ({
        [mode]: now[mode] === text ? "" : now[mode].slice(now[mode].startsWith(text) ? text.length : 0),
        files: now.files.filter(({ id }) => !mine.includes(id)),
      }));
      signal.stop();
    } catch {
      setError(t("composer.saveFailed"));
    } finally {
      for (const one of mine) keeping.current.delete(one);
    }
  }

  function write(next: string) {
    change({ [mode]: next });
    if (mode === "message" && next !== "") signal.typed();
  }

  function insert(piece: string) {
    const area = box.current;
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    write(text.slice(0, from) + piece + text.slice(to));
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + piece.length, from + piece.length);
    });
  }

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
    send: () => void send(),
    write,
    insert,
    removeFile: (id: string) => change((now) => ({ files: now.files.filter((file) => file.id !== id) })),
    setMode(next: Mode) {
      change({ mode: next });
      requestAnimationFrame(() => box.current?.focus());
    },
  };
}

export type ComposerModel = ReturnType<typeof useComposer>;
