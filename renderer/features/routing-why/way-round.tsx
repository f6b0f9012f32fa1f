import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { clockSecond, duration, exactTime } from "#renderer/platform/i18n/times.ts";
import { Dot, type Tone } from "#renderer/ui/signs.tsx";
import type { RoutingDecision } from "#shared/contract/routing.ts";
import { decisionOf, type OfferStep } from "./way.ts";
import { WayTime } from "./way-time.tsx";
import classes from "./why.module.css";

/** An offer, or what rang at several desks at once: whom, why, what became of it, and why nobody else. */
export function WayRound({ offers }: { offers: readonly OfferStep[] }) {
  const { t } = useTranslation();
  const [first] = offers;
  if (!first) return null;
  const decision = decisionOf(offers);
  return (
    <>
      <div className={classes.stepHead}>
        <WayTime at={first.at} />
        <b>
          {offers.length > 1 ? (
            t("howRouted.several", { count: offers.length })
          ) : (
            <bdi>{first.offer.user.name}</bdi>
          )}
        </b>
      </div>
      <div className={classes.stepBody}>
        <span>{choiceText(first, t)}</span>
        {decision ? <Circumstances decision={decision} /> : null}
        {offers.map((one) => (
          <div key={one.offer.id}>
            {offers.length > 1 ? <bdi className="small">{one.offer.user.name}</bdi> : null}
            <Trail step={one} />
          </div>
        ))}
        {decision ? <Others decision={decision} /> : null}
      </div>
    </>
  );
}

const choiceText = ({ offer, from }: OfferStep, t: TFunction): string =>
  t(`howRouted.chose_${offer.reason}`, { from: from?.name ?? t("timeline.someone") });

function Circumstances({ decision }: { decision: RoutingDecision }) {
  const { t } = useTranslation();
  const { chosen, queue, group, waitedSeconds, free, people } = decision;
  const time = duration(waitedSeconds * 1_000);
  const facts = [
    ...(chosen
      ? [
          t("howRouted.figures", {
            time: duration(chosen.idleSeconds * 1_000),
            count: chosen.conversations,
          }),
        ]
      : []),
    t("howRouted.circumstances", { queue: group?.name ?? queue?.name ?? "", time }),
    t("howRouted.among", { free, people }),
  ];
  return <span className="quiet small numbers">{facts.join(" · ")}</span>;
}

const seen = ["sent", "shown", "sounded"] as const;
const toneOf: Record<OfferStep["offer"]["state"], Tone> = {
  open: "amber",
  accepted: "green",
  declined: "red",
  expired: "red",
  withdrawn: "grey",
};

/** Sent, shown, sounded, and what he did. */
function Trail({ step: { offer } }: { step: OfferStep }) {
  const { t } = useTranslation();
  const ended = offer.endedAt;
  return (
    <ul className={classes.trailSteps}>
      {seen.map((what) => {
        const at = offer[`${what}At`];
        return (
          <li
            key={what}
            className={at ? undefined : "quiet"}
            title={at ? exactTime(Date.parse(at)) : undefined}
          >
            {at ? t(`howRouted.${what}`, { time: clockSecond(Date.parse(at)) }) : t(`howRouted.${what}_not`)}
          </li>
        );
      })}
      <li className={classes.outcome} title={ended ? exactTime(Date.parse(ended)) : undefined}>
        <Dot tone={toneOf[offer.state]} shape={offer.state === "accepted" ? "full" : "bar"} />
        {t(`howRouted.${offer.state}`, { time: ended ? clockSecond(Date.parse(ended)) : "" })}
      </li>
    </ul>
  );
}

/** How it stood with everybody else, by reason. */
function Others({ decision: { reasons, own, ownKnown } }: { decision: RoutingDecision }) {
  const { t } = useTranslation();
  const receives = useCan("conversation.receive");
  const count = reasons.reduce((sum, { people }) => sum + people, 0);
  if (count === 0) return null;
  return (
    <>
      {own ? <span>{t("howRouted.you", { reason: t(`routingWhy.reason_${own}`) })}</span> : null}
      {ownKnown || !receives ? null : <span className="quiet">{t("howRouted.youNotKnown")}</span>}
      <details className={classes.others}>
        <summary>{t("howRouted.others", { count })}</summary>
        <ul>
          {reasons.map(({ code, people, names }) => {
            const more = people - names.length;
            const unnamed = more > 0 && names.length > 0 ? [t("routingWhy.moreNot", { count: more })] : [];
            return (
              <li key={code}>
                <span>
                  {t(`routingWhy.reason_${code}`)} <b className="numbers">{people}</b>
                </span>
                {names.length > 0 ? (
                  <bdi className="quiet small">{[...names, ...unnamed].join(", ")}</bdi>
                ) : null}
              </li>
            );
          })}
        </ul>
      </details>
    </>
  );
}
