import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action } from "#renderer/ui/action.tsx";
import { Kbd } from "#renderer/ui/kbd.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { SupervisorMode } from "#shared/domain/calls/index.ts";
import { BesideChoice } from "./beside-choice.tsx";
import type { CarriedCall } from "./carried-call.ts";
import { CustomerHears } from "./customer-hears.tsx";
import classes from "./supervise.module.css";
import type { CallCommands, MyCall } from "./use-calls.ts";
import { useHold } from "./use-hold.ts";

const modes = ["listen", "whisper", "barge"] as const satisfies readonly SupervisorMode[];

interface SuperviseProps {
  readonly mine: MyCall;
  readonly carried: CarriedCall;
  readonly commands: CallCommands;
  readonly hasKeys: boolean;
}

/** How a supervisor is in a call. What is shown is what the server has said; a wish is only marked as one. */
export function SuperviseTools({ mine, carried, commands, hasKeys }: SuperviseProps) {
  const { t } = useTranslation();
  const { mode } = carried;
  const { inForce, wanted, pending, problem } = useObservable(mode.state);
  const isThere = mine.leg.state === "joined";
  // Let go, it is as before: who whispers by the key listens again.
  useHold("F10", hasKeys && isThere && (inForce === "listen" || wanted === "listen"), {
    down: () => mode.want("whisper"),
    up: () => mode.want("listen"),
  });
  return (
    <div className={classes.supervise}>
      <SegmentedControl
        size="xs"
        aria-label={t("calls.supervise.label")}
        value={inForce}
        disabled={!isThere}
        onChange={(value) => mode.want(value as SupervisorMode)}
        data={modes.map((value) => ({ value, label: t(`calls.supervise.${value}`) }))}
        data-mode={inForce}
      />
      {isThere ? <BesideChoice mine={mine} reason={commands.reason} /> : null}
      <span className={`${classes.wish} quiet small`} role="status">
        {pending ? t("calls.supervise.pending", { mode: t(`calls.supervise.${wanted}`) }) : null}
        {!pending && inForce === "listen" ? (
          <>
            <Kbd keys="F10" /> {t("calls.supervise.hold")}
          </>
        ) : null}
      </span>
      <ErrorNote text={problem ? problemText(problem) : undefined} />
      <CustomerHears call={mine.call} leg={mine.leg} />
      <Action
        variant="default"
        reason={isThere ? commands.reason : t("calls.state.connecting")}
        onClick={commands.takeOver}
      >
        {t("calls.supervise.takeOver")}
      </Action>
    </div>
  );
}
