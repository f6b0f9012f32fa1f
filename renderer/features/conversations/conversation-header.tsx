import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconLayoutSidebarRight, IconShieldCheck } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { CloseDialog } from "./close-dialog.tsx";
import classes from "./header.module.css";
import { type HeaderAction, useOfferedActions } from "./header-actions.ts";
import { HeaderButtons } from "./header-buttons.tsx";
import { HeaderFacts } from "./header-facts.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { ParkDialog } from "./park-dialog.tsx";
import { TransferDialog } from "./transfer-dialog.tsx";
import { useCommands } from "./use-commands.ts";

interface HeaderProps {
  readonly conversation: Conversation;
  readonly panelShown: boolean;
  readonly onTogglePanel: () => void;
  /** More that can be done with it, before its own buttons. */
  readonly children?: ReactNode;
  /** Told after the conversation has left this person's hands. */
  readonly onGone: () => void;
}

type Dialog = "transfer" | "close" | "park" | "help";

/** What can be done now, by its key; the command palette has the same. */
function useActions(commands: ReturnType<typeof useCommands>, onAsk: (dialog: Dialog) => void) {
  const { t } = useTranslation();
  const { resume } = commands;
  const park = resume.shown
    ? { label: t("working.park.resume"), run: resume.run }
    : { label: t("working.park.action"), run: () => onAsk("park") };
  const all: (HeaderAction & { reason: string | undefined })[] = [
    {
      id: "take",
      label: commands.take.label,
      keys: "",
      run: commands.take.run,
      reason: commands.take.shown ? commands.take.reason : "",
    },
    {
      id: "transfer",
      label: t("header.transfer"),
      keys: "T",
      run: () => onAsk("transfer"),
      reason: commands.transferReason,
    },
    { id: resume.shown ? "resume" : "park", ...park, keys: "P", reason: commands.parkReason },
    {
      id: "help",
      label: t("working.help.action"),
      keys: "H",
      run: () => onAsk("help"),
      reason: commands.helpReason,
    },
    {
      id: "close",
      label: t("header.close"),
      keys: "E",
      run: () => onAsk("close"),
      reason: commands.closeReason,
    },
  ];
  const actions = all.filter(({ reason }) => reason === undefined);
  useOfferedActions(actions);
  useKeys(
    Object.fromEntries(
      actions.filter(({ keys }) => keys !== "").map(({ keys, run }) => [keys.toLowerCase(), run]),
    ),
  );
}

/** Who it is, how long, and what can be done with it. */
export function ConversationHeader(props: HeaderProps) {
  const { conversation, panelShown, onTogglePanel, onGone, children } = props;
  const { t } = useTranslation();
  const commands = useCommands(conversation);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const done = () => setDialog(null);
  useActions(commands, setDialog);
  const error = commands.take.error ?? commands.resume.error;
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
          <HeaderFacts conversation={conversation} isMine={commands.isMine} />
        </div>
        <div className={classes.actions}>
          {children}
          <HeaderButtons conversation={conversation} commands={commands} onAsk={setDialog} />
          <IconAction
            label={panelShown ? t("workspace.hidePanel") : t("workspace.showPanel")}
            pressed={panelShown}
            onClick={onTogglePanel}
          >
            <IconLayoutSidebarRight size={17} stroke={1.7} />
          </IconAction>
        </div>
      </header>
      {error ? <ErrorNote text={error} /> : null}
      {dialog === "transfer" ? (
        <TransferDialog conversation={conversation} onCancel={done} onDone={onGone} />
      ) : null}
      {dialog === "park" ? <ParkDialog conversation={conversation} onCancel={done} /> : null}
      {dialog === "help" ? <HelpDialog conversation={conversation} onCancel={done} /> : null}
      {dialog === "close" ? (
        <CloseDialog conversation={conversation} onCancel={done} onDone={onGone} />
      ) : null}
    </>
  );
}
