import { useTranslation } from "react-i18next";
import { duration } from "#renderer/platform/i18n/times.ts";
import type { Recording } from "#shared/contract/recordings.ts";
import classes from "./recordings.module.css";
import type { Sides } from "./sides.ts";

interface BarProps {
  readonly recording: Recording;
  readonly lengthMs: number;
  readonly atMs: number;
  readonly sides: Sides;
  readonly onSeek: (ms: number) => void;
}

/** Who spoke when and how loud, the customer above and the staff below, with the pauses; and the place where it plays. */
export function LevelBar({ recording: { levels, pauses }, lengthMs, atMs, sides, onSeek }: BarProps) {
  const { t } = useTranslation();
  const share = (ms: number) => (100 * ms) / Math.max(1, lengthMs);
  const pathOf = (side: readonly number[], up: boolean) =>
    side
      .map((level, index) => {
        const x = share(index * (levels?.stepMs ?? 0)).toFixed(2);
        return `M${x} 50V${up ? 50 - level / 2 : 50 + level / 2}`;
      })
      .join("");
  return (
    <div className={classes.bar}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        {pauses.map(({ fromMs, toMs }) => (
          <rect
            key={fromMs}
            className={classes.pause}
            x={share(fromMs)}
            y={0}
            width={share(toMs - fromMs)}
            height={100}
          />
        ))}
        {levels ? (
          <>
            <path className={classes.customer} data-off={!sides.customer} d={pathOf(levels.customer, true)} />
            <path className={classes.staff} data-off={!sides.staff} d={pathOf(levels.staff, false)} />
          </>
        ) : null}
        <path className={classes.now} d={`M${share(atMs)} 0V100`} />
      </svg>
      <input
        type="range"
        aria-label={t("recordings.place")}
        aria-valuetext={`${duration(atMs)} / ${duration(lengthMs)}`}
        title={pauses
          .map(({ fromMs, toMs }) => t("recordings.paused", { from: duration(fromMs), to: duration(toMs) }))
          .join("\n")}
        min={0}
        max={Math.max(1, lengthMs)}
        step={1_000}
        value={atMs}
        onChange={(event) => onSeek(Number(event.currentTarget.value))}
      />
    </div>
  );
}
