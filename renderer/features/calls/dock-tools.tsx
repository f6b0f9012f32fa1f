import { useTranslation } from "react-i18next";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import {
  IconArrowsExchange,
  IconArrowsJoin,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserPlus,
} from "#renderer/ui/icons.ts";
import { waysOf } from "./call-words.ts";
import type { CallCommands, MyCall } from "./use-calls.ts";

interface ToolsProps {
  readonly mine: MyCall;
  readonly commands: CallCommands;
  readonly onConsult: () => void;
}

/** Hold, ask a colleague, swap, bring together. */
export function DockTools({ mine: { call, leg }, commands, onConsult }: ToolsProps) {
  const { t } = useTranslation();
  const { hold, consults, colleague, swaps, together } = waysOf(call, leg);
  const { reason } = commands;
  const isHeld = hold?.place === "hold";
  const isAsked = colleague?.state === "ringing";
  return (
    <>
      {hold && !isAsked ? (
        <Action
          variant={isHeld ? "filled" : "default"}
          reason={reason}
          aria-pressed={isHeld}
          leftSection={isHeld ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
          onClick={() => commands.place(hold, isHeld ? "talk" : "hold")}
        >
          {t(isHeld ? "calls.resume" : "calls.hold")}
        </Action>
      ) : null}
      {consults ? (
        <IconAction label={t("calls.consult.label")} reason={reason} size={34} onClick={onConsult}>
          <IconUserPlus size={18} stroke={1.7} />
        </IconAction>
      ) : null}
      {swaps ? (
        <Action
          variant="default"
          reason={reason}
          leftSection={<IconArrowsExchange size={15} />}
          onClick={commands.swap}
        >
          {t("calls.swap")}
        </Action>
      ) : null}
      {together ? (
        <Action
          variant="default"
          reason={reason}
          leftSection={<IconArrowsJoin size={15} />}
          onClick={() => commands.place(together, "talk")}
        >
          {t("calls.together")}
        </Action>
      ) : null}
      {colleague ? (
        <Action variant="default" reason={reason} onClick={() => commands.drop(colleague)}>
          {t(isAsked ? "calls.consult.cancel" : "calls.consult.drop", { name: colleague.name })}
        </Action>
      ) : null}
    </>
  );
}
