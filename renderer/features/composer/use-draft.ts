import { useEffect, useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Draft } from "#renderer/platform/storage/draft.ts";

/** The draft of one conversation: kept while typing, there again after a kill. */
export function useDraft(conversationId: string) {
  const { drafts } = useDesk();
  const [draft, setDraft] = useState<Draft>(() => drafts.get(conversationId));

  useEffect(() => drafts.onChange(conversationId, setDraft), [drafts, conversationId]);
  useEffect(() => {
    const flush = () => void drafts.flush();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      flush();
    };
  }, [drafts]);

  /** Changes from what is stored, not from what was drawn: an upload may end between two key strokes. */
  function change(part: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) {
    const now = drafts.get(conversationId);
    const next = { ...now, ...(typeof part === "function" ? part(now) : part), updatedAt: Date.now() };
    drafts.set(next);
  }

  return { draft, change };
}
