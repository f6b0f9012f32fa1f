import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useDispositions, useTags, useWrapUpForm } from "#renderer/platform/labels/use-labels.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Tag, Topic } from "#shared/contract/topics.ts";
import { missingInWrapUp } from "#shared/domain/wrap-up.ts";
import { useWrapUpDraft } from "./use-wrap-up-draft.ts";

/** Whether this person has after-contact work on a conversation, or something of it that was not saved in time. */
export function useWrapsUp(conversation: Conversation): boolean {
  const me = useMe();
  const { isBegun } = useWrapUpDraft(conversation.id);
  const { state, wrapUp, assignee } = conversation;
  // Known before it ends, so that closing need not wait for it.
  useWrapUpForm(conversation.id, state === "assigned" && assignee?.id === me.id);
  if (wrapUp) return wrapUp.userId === me.id;
  return state === "closed" && isBegun && assignee?.id === me.id;
}

const known = (ids: readonly string[], some: readonly { readonly id: string }[]) =>
  ids.filter((id) => some.some((one) => one.id === id));

/** What the panel shows, and saving it. */
export function useWrapUp(conversation: Conversation, onChanged: (conversation: Conversation) => void) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const isLive = useObservable(sync.connection).phase === "live";
  const preview = usePreviewReason();
  const { draft, set, forget } = useWrapUpDraft(conversation.id);
  const { form } = useWrapUpForm(conversation.id);
  const dispositions = useDispositions();
  const tags = useTags();
  const topics = (form?.topicSet?.topics ?? []).filter(({ archived }) => !archived);
  const value = {
    disposition: draft.disposition ?? conversation.outcome,
    tagIds: known(draft.tagIds ?? conversation.tagIds, tags),
    topicIds: known(draft.topicIds ?? conversation.topicIds, topics),
    note: draft.note,
  };
  const rules = form && { ...form, topicSetId: form.topicSet?.id ?? null };
  const [missing] = rules ? missingInWrapUp(rules, value, topics.length) : [];
  const finish = useMutation({
    ...api.wrapUp.finish.mutationOptions(),
    onSuccess(saved) {
      forget();
      onChanged(saved as Conversation);
      notifications.show({ color: "green", message: t("wrapUp.saved") });
    },
  });
  const offline = isLive ? undefined : t("wrapUp.offline");
  const reason = preview ?? offline ?? (missing ? t(`wrapUp.missing_${missing}`) : undefined);
  return {
    form,
    dispositions,
    tags,
    topics,
    value,
    set,
    forget,
    late: conversation.wrapUp === null,
    busy: finish.isPending,
    error: finish.error ? problemText(problemOf(finish.error)) : undefined,
    reason,
    save() {
      if (reason || finish.isPending || !form) return;
      finish.mutate({
        conversationId: conversation.id,
        disposition: value.disposition,
        tagIds: value.tagIds as Tag["id"][],
        // A queue that asks for none leaves what was said before.
        ...(form.topicSet ? { topicIds: value.topicIds as Topic["id"][] } : {}),
        note: value.note.trim(),
      });
    },
  };
}

export type WrapUpModel = ReturnType<typeof useWrapUp>;
