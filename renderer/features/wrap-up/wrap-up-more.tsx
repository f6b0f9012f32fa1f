import { Button, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { moreTime } from "#shared/domain/wrap-up.ts";

interface MoreProps {
  readonly conversation: Conversation;
  /** How long the queue gives, seconds; null: there is no limit. */
  readonly given: number | null;
  /** Told the record with its new time. */
  readonly onChanged: (conversation: Conversation) => void;
}

/** A minute more for who is not done, as long as the queue gives any. */
export function WrapUpMore({ conversation, given, onChanged }: MoreProps) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const preview = usePreviewReason();
  useSecond();
  const more = useMutation({
    ...api.wrapUp.extend.mutationOptions(),
    onSuccess: (extended) => onChanged(extended as Conversation),
    onError: (error) => notifications.show({ color: "red", message: problemText(problemOf(error)) }),
  });
  const { id: conversationId, wrapUp } = conversation;
  const until = wrapUp?.until;
  if (!wrapUp || !until || preview || moreTime(wrapUp, given, sync.serverNow()) === 0) return null;
  return (
    <Tooltip label={t("wrapUp.moreHint")}>
      <Button
        size="compact-xs"
        variant="default"
        loading={more.isPending}
        onClick={() => more.mutate({ conversationId, until })}
      >
        {t("wrapUp.more")}
      </Button>
    </Tooltip>
  );
}
