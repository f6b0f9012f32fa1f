import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import type { CarriedCall } from "./carried-call.ts";
import classes from "./supervise.module.css";
import { useCarried, useMyCalls } from "./use-calls.ts";

/** A coloured frame around the window of a supervisor in a call, by the mode that is in force. */
export function SuperviseFrame() {
  const mine = useMyCalls().find(({ leg }) => leg.party === "supervisor");
  const carried = useCarried(mine?.call.id ?? "");
  return mine && carried ? <Frame carried={carried} /> : null;
}

function Frame({ carried }: { carried: CarriedCall }) {
  const { t } = useTranslation();
  const { inForce } = useObservable(carried.mode.state);
  return (
    <div className={classes.frame} data-mode={inForce}>
      <span className={classes.frameWord}>{t(`calls.supervise.frame_${inForce}`)}</span>
    </div>
  );
}
