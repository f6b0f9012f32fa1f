import { useTranslation } from "react-i18next";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import {
  IconArrowForwardUp,
  IconCircleCheck,
  IconClockPause,
  IconHandGrab,
  IconLifebuoy,
  IconPlayerPlay,
} from "#renderer/ui/icons.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { useCommands } from "./use-commands.ts";

interface ButtonsProps {
  readonly conversation: Conversation;
  readonly commands: ReturnType<typeof useCommands>;
  readonly onAsk: (dialog: "transfer" | "close" | "park" | "help") => void;
}

/** Take it, or: ask for help, park or resume, transfer, close. */
export function HeaderButtons({ conversation, commands, onAsk }: ButtonsProps) {
  const { t } = useTranslation();
  if (commands.take.shown) {
    return (
      <Action
        reason={commands.take.reason}
        loading={commands.take.busy}
        leftSection={<IconHandGrab size={15} />}
        onClick={commands.take.run}
      >
        {commands.take.label}
      </Action>
    );
  }
  const { help } = conversation;
  return (
    <>
      {commands.isMine ? (
        <IconAction
          label={help ? t("working.help.asked") : t("working.help.action")}
          keys="H"
          reason={commands.helpReason}
          pressed={help !== null}
          color={help ? "orange" : "gray"}
          onClick={() => onAsk("help")}
        >
          <IconLifebuoy size={17} stroke={1.7} color={help ? "var(--amber)" : "currentColor"} />
        </IconAction>
      ) : null}
      {commands.isMine ? <ParkButton commands={commands} onPark={() => onAsk("park")} /> : null}
      <Action
        variant="default"
        keys="T"
        reason={commands.transferReason}
        leftSection={<IconArrowForwardUp size={15} stroke={1.7} />}
        onClick={() => onAsk("transfer")}
      >
        {t("header.transfer")}
      </Action>
      <Action
        variant="default"
        keys="E"
        reason={commands.closeReason}
        leftSection={<IconCircleCheck size={15} stroke={1.7} />}
        onClick={() => onAsk("close")}
      >
        {t("header.close")}
      </Action>
    </>
  );
}

function ParkButton({ commands, onPark }: Pick<ButtonsProps, "commands"> & { onPark: () => void }) {
  const { t } = useTranslation();
  if (commands.resume.shown) {
    return (
      <Action
        keys="P"
        reason={commands.parkReason}
        loading={commands.resume.busy}
        leftSection={<IconPlayerPlay size={15} stroke={1.7} />}
        onClick={commands.resume.run}
      >
        {t("working.park.resume")}
      </Action>
    );
  }
  return (
    <IconAction label={t("working.park.action")} keys="P" reason={commands.parkReason} onClick={onPark}>
      <IconClockPause size={17} stroke={1.7} />
    </IconAction>
  );
}
