import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { fillShortcut } from "#renderer/platform/texts/fill-shortcut.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { useTakeShortcut } from "./slash/use-take-shortcut.ts";
import type { ComposerModel } from "./use-composer.ts";

/** What may be asked of the composer from beside it. */
export interface Writer {
  /** Puts a shortcut into the reply, to be edited and sent. */
  insertShortcut(shortcut: Shortcut): Promise<void>;
}

/** Answers what is asked from beside the composer. */
export function useWriter(ref: Ref<Writer> | undefined, conversation: Conversation, composer: ComposerModel) {
  const me = useMe();
  const take = useTakeShortcut(conversation.id);
  // While files are copied somebody may type on: what is there then counts.
  const latest = useRef(composer);
  useEffect(() => {
    latest.current = composer;
  });
  useImperativeHandle(ref, () => ({
    async insertShortcut(shortcut) {
      const files = await take(shortcut);
      if (files) latest.current.insertReply(fillShortcut(shortcut, conversation, me).text, files);
    },
  }));
}
