import { useTranslation } from "react-i18next";
import type { PhoneLine } from "#shared/contract/phone-lines.ts";
import classes from "./phone-lines.module.css";

const tones: Readonly<Record<PhoneLine["state"], "good" | "bad" | "waits" | "off">> = {
  standing: "good",
  registered: "good",
  registering: "waits",
  waiting: "waits",
  refused: "bad",
  unreachable: "bad",
  failed: "bad",
  not_listened: "bad",
  not_here: "off",
  off: "off",
};

/** How a line stands, in a dot and in words. */
export function LineState({ line }: { line: Pick<PhoneLine, "state" | "status" | "calls"> }) {
  const { t } = useTranslation();
  const words = t(`phoneLines.state_${line.state}`, { status: line.status ?? "" });
  return (
    <span className={classes.state}>
      <span className={classes.dot} data-tone={tones[line.state]} aria-hidden />
      {line.calls > 0 ? `${words} · ${t("phoneLines.calls", { count: line.calls })}` : words}
    </span>
  );
}
