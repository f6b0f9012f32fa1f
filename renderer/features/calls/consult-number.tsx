import { useTranslation } from "react-i18next";
import { useMay } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPhone, IconUserShare } from "#renderer/ui/icons.ts";
import classes from "./call-parts.module.css";
import type { CallCommands } from "./use-calls.ts";

interface ConsultNumberProps {
  readonly typed: string;
  readonly commands: CallCommands;
  readonly onRun: (asked: Promise<unknown>) => void;
}

/** Longer than any extension, and written as numbers are. */
const isNumber = (text: string): boolean =>
  /^\+?[\d\s().\-/]+$/.test(text) && text.replaceAll(/\D/g, "").length > 6;

/** What was typed is a number outside: it is asked while the customer waits, or the customer is handed to it. */
export function ConsultNumber({ typed, commands, onRun }: ConsultNumberProps) {
  const { t } = useTranslation();
  const { reason } = useMay("call.outbound");
  const number = typed.trim();
  if (!isNumber(number)) return null;
  return (
    <div className={classes.outside}>
      <Action
        variant="default"
        reason={reason}
        loading={commands.busy}
        leftSection={<IconPhone size={15} stroke={1.7} aria-hidden />}
        onClick={() => onRun(commands.consultNumber(number))}
      >
        {t("softphone.outside.ask", { number })}
      </Action>
      <Action
        variant="default"
        reason={reason}
        loading={commands.busy}
        leftSection={<IconUserShare size={15} stroke={1.7} aria-hidden />}
        onClick={() => onRun(commands.transferOut(number))}
      >
        {t("softphone.outside.handOver", { number })}
      </Action>
    </div>
  );
}
