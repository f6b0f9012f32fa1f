import { Button, Drawer, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Empty } from "#renderer/ui/notes.tsx";
import { Dot } from "#renderer/ui/signs.tsx";
import type { OwnRouting } from "#shared/contract/routing.ts";
import type { Medium } from "#shared/domain/media.ts";
import { type Condition, type Line, type Mends, sortConditions, verdictOf } from "./mends.ts";
import { openWhyNoWork } from "./open-why.ts";
import classes from "./why.module.css";

interface WhyNoWorkProps {
  readonly mends: Mends;
  /** Told after a button was pressed: what is shown may be so no more. */
  readonly stamp: unknown;
}

/** Each condition for being offered work, green or red, with the button that mends it. By the router's own rule. */
export function WhyNoWork({ mends, stamp }: WhyNoWorkProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const options = api.routing.why.queryOptions();
  const query = useQuery({
    ...options,
    queryKey: [...options.queryKey, stamp] as unknown as typeof options.queryKey,
    staleTime: 0,
    refetchInterval: 3_000,
    placeholderData: (before) => before,
  });
  return (
    <Drawer
      opened
      position="right"
      size={460}
      onClose={() => openWhyNoWork(false)}
      title={t("routingWhy.title")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <Loaded query={query}>{(data) => <Sheet routing={data as OwnRouting} mends={mends} />}</Loaded>
    </Drawer>
  );
}

function Sheet({ routing, mends }: { routing: OwnRouting; mends: Mends }) {
  const { t } = useTranslation();
  const { lines, load, desk } = routing;
  const onDesk = desk
    .map(({ medium, working, most }) => `${t(`queueRules.medium_${medium}`)} ${working}/${most}`)
    .join(" · ");
  if (lines.length === 0)
    return <Empty title={t("routingWhy.noQueues")} hint={t("routingWhy.noQueuesHint")} />;
  const { you, media, sources } = sortConditions(lines);
  const verdict = verdictOf(lines);
  return (
    <div className={classes.sheet}>
      <p className="quiet small">{t("routingWhy.lead")}</p>
      <div className={classes.verdict} role="status">
        <Dot
          tone={verdict === "none" ? "red" : verdict === "some" ? "amber" : "green"}
          shape={verdict === "none" ? "bar" : "full"}
        />
        {t(`routingWhy.${verdict}Good`)}
      </div>
      <Section title={t("routingWhy.you")}>
        <Conditions conditions={you} mends={mends} />
      </Section>
      <Section title={t("routingWhy.mediaTitle")}>
        <span className="quiet small numbers">{t("routingWhy.load", { load, desk: onDesk })}</span>
        {media.map(({ medium, conditions }) => (
          <Conditions key={medium} conditions={conditions} medium={medium} mends={mends} />
        ))}
      </Section>
      <Section title={t("routingWhy.queuesTitle")}>
        {sources.map(({ id, queue, group, lines: own, conditions }) => (
          <div key={id} className={classes.queue}>
            <div className={classes.queueHead}>
              <b>{group ? t("routingWhy.group", { name: group.name }) : queue?.name}</b>
              <Waiting lines={own} />
            </div>
            <Conditions conditions={conditions} medium={own[0]?.medium} mends={mends} />
            {own.flatMap(({ medium, reasons }) =>
              reasons.map(({ code, conversations }) => (
                <span key={`${medium}${code}`} className={classes.advice}>
                  {conversations} × {t(`queueRules.medium_${medium}`)}: {t(`routingWhy.reason_${code}`)}
                </span>
              )),
            )}
          </div>
        ))}
      </Section>
    </div>
  );
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h3>{title}</h3>
    {children}
  </section>
);

function Waiting({ lines }: { lines: readonly Line[] }) {
  const { t } = useTranslation();
  const count = lines.reduce((sum, { waiting }) => sum + waiting, 0);
  const longest = Math.max(0, ...lines.map(({ longestSeconds }) => longestSeconds));
  return (
    <span className="quiet small numbers">
      {count === 0
        ? t("routingWhy.nobodyWaits")
        : t("routingWhy.waits", { count, time: duration(longest * 1_000) })}
    </span>
  );
}

interface ConditionsProps {
  readonly conditions: readonly Condition[];
  readonly medium?: Medium | undefined;
  readonly mends: Mends;
}

type OwnCode = Exclude<Condition["code"], "not_offered" | "pause_over" | "not_refused_just_now">;

const Conditions = ({ conditions, medium, mends }: ConditionsProps) => (
  <ul className={classes.rows}>
    {conditions.map((one) => (
      <Row key={`${one.code}${one.met}`} condition={one} medium={medium} mends={mends} />
    ))}
  </ul>
);

function Row({ condition, medium, mends }: MendButtonProps) {
  const { t } = useTranslation();
  const { code, met, data } = condition;
  const key = `routingWhy.own_${code as OwnCode}${met ? "" : "_not"}` as "routingWhy.own_has_skills_not";
  const words = { skill: `${data.skill ?? ""}`, level: `${data.level ?? ""}`, has: `${data.has ?? 0}` };
  const text = t(key, { ...words, medium: medium ? t(`queueRules.medium_${medium}`) : "" });
  // An account that takes none of a medium was made so: grey, and nothing to mend.
  const byDesign = !met && code === "account_takes_medium";
  const mark = met ? <Dot tone="green" /> : <Dot tone="red" shape="bar" />;
  return (
    <li className={classes.row} data-condition={code} data-met={met}>
      {byDesign ? <Dot tone="grey" shape="hollow" /> : mark}
      <span>
        {byDesign ? null : (
          <VisuallyHidden>{t(met ? "routingWhy.holds" : "routingWhy.holdsNot")}: </VisuallyHidden>
        )}
        {text}
      </span>
      {met || byDesign ? null : <MendButton condition={condition} medium={medium} mends={mends} />}
    </li>
  );
}

interface MendButtonProps {
  readonly condition: Condition;
  readonly medium: Medium | undefined;
  readonly mends: Mends;
}

function MendButton({ condition: { mend }, medium, mends }: MendButtonProps) {
  const { t } = useTranslation();
  const name = medium ? t(`queueRules.medium_${medium}`) : "";
  if (mend === "ask" || mend === "wait")
    return <span className={classes.advice}>{t(`routingWhy.mend_${mend}`)}</span>;
  const run =
    mend === "switch_on" ? medium && mends.switch_on && (() => mends.switch_on?.(medium)) : mends[mend];
  if (!run) return null;
  return (
    <Button size="compact-sm" variant="light" onClick={run}>
      {t(`routingWhy.mend_${mend}`, { medium: name })}
    </Button>
  );
}
