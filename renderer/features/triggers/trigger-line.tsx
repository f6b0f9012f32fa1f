import { useTranslation } from "react-i18next";
import { duration } from "#renderer/platform/i18n/times.ts";
import type { Language } from "#shared/contract/ids.ts";
import type { Trigger } from "#shared/contract/triggers.ts";
import { type Texts, textIn } from "#shared/domain/texts.ts";
import { wholeSeconds } from "#shared/domain/triggers/index.ts";
import classes from "./triggers.module.css";

interface TriggerLineProps extends Pick<Trigger, "type" | "action" | "seconds" | "steps" | "texts"> {
  readonly language: Language;
  readonly languages: readonly Language[];
}

/** How a trigger goes, moment by moment, as it is being edited. */
export function TriggerLine({ type, action, seconds, steps, texts, language, languages }: TriggerLineProps) {
  const { t } = useTranslation();
  const said = (one: Texts) => textIn(one, language, languages);
  const moments = steps.map((step, index) => ({
    at: wholeSeconds({ seconds: step.seconds, steps: steps.slice(0, index) }),
    text: said(step.texts) ?? "…",
  }));
  const end = said(texts);
  return (
    <ol className={classes.line}>
      <Moment at={0} what={t(`triggers.lineStart_${type}`)} />
      {moments.map(({ at, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a moment has no other name than its place.
        <Moment key={index} at={at} said={text} />
      ))}
      <Moment
        at={wholeSeconds({ seconds, steps })}
        what={t(
          type === "queue_timeout" && action === "transfer"
            ? "triggers.lineEnd_overflow"
            : `triggers.lineEnd_${action}`,
        )}
        {...(end ? { said: end } : {})}
      />
    </ol>
  );
}

const Moment = ({ at, what, said }: { at: number; what?: string; said?: string }) => (
  <li className={classes.moment}>
    <span className={`${classes.at} numbers`}>{duration(at * 1_000)}</span>
    <span className={classes.what}>
      {said ? <q className={classes.said}>{said}</q> : null}
      {what ? <span>{what}</span> : null}
    </span>
  </li>
);
