import { useEffect, useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { WrapUpDraft } from "#renderer/platform/storage/draft.ts";

const nothing: WrapUpDraft = { disposition: null, topicIds: null, tagIds: null, note: "" };

/**
 * What is entered of after-contact work: kept with the drafts of the conversation, so that it stays while another one is
 * open, when its time ends before it is saved, and after a kill.
 */
export function useWrapUpDraft(conversationId: string) {
  const { drafts } = useDesk();
  const [kept, setKept] = useState(() => drafts.get(conversationId).wrapUp);
  useEffect(() => drafts.onChange(conversationId, ({ wrapUp }) => setKept(wrapUp)), [drafts, conversationId]);
  const put = (wrapUp: WrapUpDraft | undefined) =>
    drafts.set({ ...drafts.get(conversationId), wrapUp, updatedAt: Date.now() });
  return {
    draft: kept ?? nothing,
    isBegun: kept !== undefined,
    set: (change: Partial<WrapUpDraft>) =>
      put({ ...(drafts.get(conversationId).wrapUp ?? nothing), ...change }),
    /** It was saved, or is not wanted. */
    forget: () => put(undefined),
  };
}
