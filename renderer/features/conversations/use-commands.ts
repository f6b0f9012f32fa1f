import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { learnConversation } from "./use-conversations.ts";

/** Which of its commands can be given now, and why the others cannot. */
export function useCommands(conversation: Conversation) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const me = useMe();
  const isLive = useObservable(sync.connection).phase === "live";
  const thing = { ownerId: conversation.assignee?.id ?? null, queueId: conversation.queue.id };
  const may = {
    take: useCan("conversation.take", thing),
    transfer: useCan("conversation.transfer", thing),
    close: useCan("conversation.close", thing),
    reply: useCan("conversation.reply", thing),
  };
  const resume = useMutation(api.conversations.resume.mutationOptions());
  const take = useMutation(api.conversations.take.mutationOptions());
  const { state } = conversation;
  const isMine = state === "assigned" && conversation.assignee?.id === me.id;
  const preview = usePreviewReason();
  const offline = preview ?? (isLive ? undefined : t("header.needsConnection"));

  const handReason = (allowed: boolean): string | undefined => {
    if (state === "closed") return t("header.alreadyClosed");
    if (state === "waiting") return t("header.stillWaiting");
    if (!allowed) return isMine ? t("header.notAllowed") : t("header.notYours");
    return offline;
  };

  return {
    isMine,
    take: {
      shown: state === "waiting" || state === "assistant",
      label: t(state === "assistant" ? "assistants.takeOver" : "header.take"),
      reason: may.take ? offline : t("header.notAllowed"),
      busy: take.isPending,
      error: take.error ? problemText(problemOf(take.error)) : undefined,
      run: () =>
        void take.mutateAsync({ conversationId: conversation.id }).then(
          (next) => learnConversation(next as Conversation),
          () => {},
        ),
    },
    /** Takes a parked one up again, if there is a place. */
    resume: {
      shown: isMine && conversation.parked !== null,
      busy: resume.isPending,
      error: resume.error ? problemText(problemOf(resume.error)) : undefined,
      run: () =>
        void resume
          .mutateAsync({
            conversationId: conversation.id,
            assignmentToken: conversation.assignmentToken,
          })
          .then(
            (next) => learnConversation(next as Conversation),
            () => {},
          ),
    },
    // To park and to ask for help is the agent's own.
    parkReason: handReason(isMine && may.reply),
    helpReason: handReason(isMine && may.reply),
    transferReason: handReason(may.transfer),
    closeReason: handReason(may.close),
  };
}
