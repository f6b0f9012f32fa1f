import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Action } from "#renderer/ui/action.tsx";
import { Avatar } from "#renderer/ui/avatar.tsx";
import type { HelpRequest } from "#shared/contract/help.ts";
import classes from "./assist.module.css";
import type { Help } from "./use-help.ts";

interface HelpRowProps {
  readonly request: HelpRequest;
  readonly help: Help;
  readonly onOpen: (conversationId: string) => void;
}

/** Who asks, for what, since when; and what one can do. */
export function HelpRow({ request, help, onOpen }: HelpRowProps) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const me = useMe();
  useSecond();
  const { askedBy, reason, customerName: customer, queue, takenBy, conversationId } = request;
  const isMine = takenBy?.id === me.id;
  return (
    <li className={classes.row}>
      <Avatar name={askedBy.name} size={28} />
      <div className={classes.what}>
        <b className="one-line">{askedBy.name}</b>
        <span>{reason}</span>
        <span className="quiet small numbers">
          {t("working.help.about", { customer, queue: queue.name })} ·{" "}
          {duration(sync.serverNow() - Date.parse(request.createdAt))}
        </span>
        {takenBy && !isMine ? (
          <span className="quiet small">{t("working.help.takenBy", { name: takenBy.name })}</span>
        ) : null}
      </div>
      <div className={classes.actions}>
        {takenBy ? (
          <Action size="compact-sm" variant="default" onClick={() => onOpen(conversationId)}>
            {t("working.help.open")}
          </Action>
        ) : (
          <Action
            size="compact-sm"
            reason={help.reason}
            loading={help.busy}
            onClick={() => void help.take(request).then((taken) => taken && onOpen(conversationId))}
          >
            {t("working.help.take")}
          </Action>
        )}
        {isMine ? (
          <Action
            size="compact-sm"
            variant="default"
            reason={help.reason}
            onClick={() => void help.close(request)}
          >
            {t("working.help.close")}
          </Action>
        ) : null}
      </div>
    </li>
  );
}
