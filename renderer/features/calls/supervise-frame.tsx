import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import type { CarriedCall } from "./carried-call.ts";
import classes from "./supervise.module.css";
import { type MyCall, useCarried, useMyCalls } from "./use-calls.ts";

/** A coloured frame around the window of a supervisor in a call, by the mode that is in force. */
export function SuperviseFrame() {
  const mine = useMyCalls().find(({ leg }) => leg.party === "supervisor");
  const carried = useCarried(mine?.call.id ?? "");
  return mine && carried ? <Frame mine={mine} carried={carried} /> : null;
}

function Frame({ mine: { call, leg }, carried }: { mine: MyCall; carried: CarriedCall }) {
  const { t } = useTranslation();
  const { inForce } = useObservable(carried.mode.state);
  // "The agent" is the one whose call it is; a colleague whom he asks is called by his name.
  const asked = call.legs.find(({ id, party }) => id === leg.besideLegId && party === "consulted");
  const says =
    inForce === "whisper" && asked
      ? t("watching.frameOf", { name: asked.name })
      : t(`calls.supervise.frame_${inForce}`);
  return (
    <div className={classes.frame} data-mode={inForce}>
      <span className={classes.frameWord}>{says}</span>
    </div>
  );
}
