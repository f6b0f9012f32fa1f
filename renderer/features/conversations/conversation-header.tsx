import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, shortMoment } from "#renderer/platform/i18n/times.ts";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { Avatar } from "#renderer/ui/avatar.tsx";
import {
  IconArrowForwardUp,
  IconCircleCheck,
  IconHandGrab,
  IconLayoutSidebarRight,
  IconShieldCheck,
} from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { CloseDialog } from "./close-dialog.tsx";
import classes from "./header.module.css";
import { TransferDialog } from "./transfer-dialog.tsx";
import { useCommands } from "./use-commands.ts";

interface HeaderProps {
  readonly conversation: Conversation;
  readonly panelShown: boolean;
  readonly onTogglePanel: () => void;
  /** Told after the conversation has left this person's hands. */
  readonly onGone: () => void;
}

/** Who it is, how long, and what can be done with it. */
export function ConversationHeader({ conversation, panelShown, onTogglePanel, onGone }: HeaderProps) {
  const { t } = useTranslation();
  const commands = useCommands(conversation);
  const [dialog, setDialog] = useState<"transfer" | "close" | null>(null);
  const done = () => setDialog(null);
  useKeys({
    t: commands.transferReason ? undefined : () => setDialog("transfer"),
    e: commands.closeReason ? undefined : () => setDialog("close"),
  });
  return (
    <>
      <header className={classes.header}>
        <Avatar name={conversation.customer.name} size={30} />
        <div className={classes.who}>
          <span className={classes.name}>
            <bdi className="one-line">{conversation.customer.name}</bdi>
            {conversation.customer.verified ? (
              <IconShieldCheck size={15} color="var(--green)" aria-label={t("header.verified")} />
            ) : null}
          </span>
          <Facts conversation={conversation} isMine={commands.isMine} />
        </div>
        <div className={classes.actions}>
          <Buttons
            commands={commands}
            onTransfer={() => setDialog("transfer")}
            onClose={() => setDialog("close")}
          />
          <IconAction
            label={panelShown ? t("workspace.hidePanel") : t("workspace.showPanel")}
            pressed={panelShown}
            onClick={onTogglePanel}
          >
            <IconLayoutSidebarRight size={17} stroke={1.7} />
          </IconAction>
        </div>
      </header>
      {commands.take.error ? <ErrorNote text={commands.take.error} /> : null}
      {dialog === "transfer" ? (
        <TransferDialog conversation={conversation} onCancel={done} onDone={onGone} />
      ) : null}
      {dialog === "close" ? (
        <CloseDialog conversation={conversation} onCancel={done} onDone={onGone} />
      ) : null}
    </>
  );
}

interface ButtonsProps {
  readonly commands: ReturnType<typeof useCommands>;
  readonly onTransfer: () => void;
  readonly onClose: () => void;
}

function Buttons({ commands, onTransfer, onClose }: ButtonsProps) {
  const { t } = useTranslation();
  if (commands.take.shown) {
    return (
      <Action
        reason={commands.take.reason}
        loading={commands.take.busy}
        leftSection={<IconHandGrab size={15} />}
        onClick={commands.take.run}
      >
        {t("header.take")}
      </Action>
    );
  }
  return (
    <>
      <Action
        variant="default"
        keys="T"
        reason={commands.transferReason}
        leftSection={<IconArrowForwardUp size={15} stroke={1.7} />}
        onClick={onTransfer}
      >
        {t("header.transfer")}
      </Action>
      <Action
        variant="default"
        keys="E"
        reason={commands.closeReason}
        leftSection={<IconCircleCheck size={15} stroke={1.7} />}
        onClick={onClose}
      >
        {t("header.close")}
      </Action>
    </>
  );
}

function Facts({ conversation, isMine }: { conversation: Conversation; isMine: boolean }) {
  const { t } = useTranslation();
  useSecond();
  const { sync } = useDesk();
  const { state, assignedAt, waitingSince, createdAt, closedAt, assignee } = conversation;
  const since = (moment: string | null) => duration(sync.serverNow() - Date.parse(moment ?? createdAt));
  const time = () => {
    if (state === "waiting") return t("header.waiting", { duration: since(waitingSince) });
    if (state === "closed")
      return t("header.closed", { time: shortMoment(Date.parse(closedAt ?? createdAt)) });
    if (isMine) return t("header.open", { duration: since(assignedAt) });
    return t("header.assignedTo", { name: assignee?.name ?? "" });
  };
  return (
    <span className={classes.facts}>
      <span>{t("lists.channel_web")}</span>
      <span aria-hidden="true">·</span>
      <span>{conversation.queue.name}</span>
      <span aria-hidden="true">·</span>
      <span className="numbers">{time()}</span>
    </span>
  );
}
