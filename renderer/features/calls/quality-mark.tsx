import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LinkState } from "#renderer/platform/media/leg-link.ts";
import type { Quality, QualityWord } from "#renderer/platform/media/quality.ts";
import classes from "./calls.module.css";
import type { CarriedCall } from "./carried-call.ts";
import { useMaybe } from "./use-calls.ts";

const bars: Record<QualityWord, number> = { good: 4, fair: 3, poor: 2, none: 1 };

/** Bars for how it sounds; a press tells why, with the figures. */
export function QualityMark({ carried }: { carried: CarriedCall }) {
  const { t } = useTranslation();
  const link = useMaybe<LinkState>(carried.media.state);
  const quality = useMaybe<Quality | null>(carried.media.quality) ?? null;
  const isUp = link === "connected";
  const word: QualityWord = isUp ? (quality?.word ?? "good") : "none";
  const says = isUp ? t(`calls.quality.${word}`) : t(`calls.link.${link ?? "connecting"}`);
  return (
    <Popover position="top-end" withinPortal shadow="md" trapFocus={false}>
      <Popover.Target>
        <button
          type="button"
          className={classes.quality}
          data-word={word}
          aria-label={t("calls.quality.label", { says })}
        >
          <svg width="18" height="16" viewBox="0 0 18 16" aria-hidden="true">
            {[0, 1, 2, 3].map((bar) => (
              <rect
                key={bar}
                x={bar * 4.6}
                y={12 - bar * 3.6}
                width="3.2"
                height={4 + bar * 3.6}
                rx="1"
                data-on={bar < bars[word] || undefined}
              />
            ))}
          </svg>
          {word === "good" ? null : <span>{says}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Figures says={says} quality={isUp ? quality : null} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Figures({ says, quality }: { says: string; quality: Quality | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes.figures}>
      <strong>{says}</strong>
      {quality?.reasons.map((reason) => (
        <span key={reason}>{t(`calls.quality.because_${reason}`)}</span>
      ))}
      {quality ? (
        <span className="quiet small numbers">
          {t("calls.quality.figures", {
            delay: Math.round(quality.roundTripMs ?? 0),
            jitter: Math.round(quality.jitterMs),
            lossIn: (quality.lossIn * 100).toFixed(1),
            lossOut: (quality.lossOut * 100).toFixed(1),
            opinion: quality.opinion.toFixed(1),
          })}
        </span>
      ) : null}
    </div>
  );
}
