import { spotlight } from "@mantine/spotlight";
import { useTranslation } from "react-i18next";
import { HelpButton } from "#renderer/features/assist/index.ts";
import { ConnectionStrip } from "#renderer/features/connection/index.ts";
import { learnConversation } from "#renderer/features/conversations/index.ts";
import { openWhyNoWork, WhoWaits } from "#renderer/features/routing-why/index.ts";
import { StatusMenu } from "#renderer/features/status/index.ts";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import classes from "./shell.module.css";
import { SoftphonePlace } from "./softphone-place.tsx";

/** Status first, search in the middle, the truth about the connection at the right. */
export function TopBar({ onOpen }: { onOpen: (conversationId: string) => void }) {
  const { t } = useTranslation();
  const hasStatus = useCan("status.set");
  return (
    <header className={classes.top}>
      {/* Who has no status, as a Supervisor who answers nothing, is not shown as "offline". */}
      <div>{hasStatus ? <StatusMenu onWhyNoWork={() => openWhyNoWork()} /> : null}</div>
      <button
        type="button"
        className={classes.search}
        aria-keyshortcuts="Control+K"
        onClick={() => spotlight.open()}
      >
        <IconSearch size={15} aria-hidden />
        <span>{t("command.open")}</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <div className={classes.right}>
        <WhoWaits
          onOpen={onOpen}
          onTaken={(conversation) => {
            learnConversation(conversation);
            onOpen(conversation.id);
          }}
        />
        <HelpButton onOpen={onOpen} />
        <SoftphonePlace onOpen={onOpen} />
        <ConnectionStrip />
      </div>
    </header>
  );
}
