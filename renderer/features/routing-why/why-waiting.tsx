import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { clockTime, duration, exactTime, shortMoment } from "#renderer/platform/i18n/times.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { WhyWaiting as Answer } from "#shared/contract/routing.ts";
import { HowRouted } from "./how-routed.tsx";
import { nextNames, type WaitVerdict, waitVerdict } from "./wait-verdict.ts";
import classes from "./why.module.css";

/** Over a conversation: when it waits for how long, with the question why; for any one how it was routed, when asked. */
export const ConversationRouting = ({ conversation }: { conversation: Conversation }) => (
  <>
    <WaitingStrip conversation={conversation} />
    <HowRouted conversation={conversation} />
  </>
);

function WaitingStrip({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const may = useCan("conversation.unassigned.view");
  const [open, setOpen] = useState(false);
  useSecond();
  const { waitingSince } = conversation;
  if (conversation.state !== "waiting" || !may) return null;
  const waited = waitingSince ? Math.max(0, sync.serverNow() - Date.parse(waitingSince)) : 0;
  return (
    <div className={classes.strip}>
      <span className="numbers">{t("routingWhy.waitingFor", { time: duration(waited) })}</span>
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t("routingWhy.whyWaiting")}
      </Button>
      {open ? <Panel conversation={conversation} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Panel({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({
    ...api.routing.whyWaiting.queryOptions({ input: { conversationId: conversation.id } }),
    staleTime: 0,
    refetchInterval: 3_000,
  });
  return (
    <Drawer
      opened
      position="right"
      size={460}
      onClose={onClose}
      title={t("routingWhy.whyWaiting")}
      closeButtonProps={{ "aria-label": t("app.cancel") }}
    >
      <Loaded query={query}>{(data) => <WaitingSheet why={data as Answer} />}</Loaded>
    </Drawer>
  );
}

/** Everything that is known of why it waits. */
export function WaitingSheet({ why }: { why: Answer }) {
  const { t } = useTranslation();
  const { queue, group, medium, priority, position, waitedSeconds } = why;
  return (
    <div className={classes.sheet}>
      <div className={classes.facts}>
        <span>{queue.name}</span>
        <span>{t(`queueRules.medium_${medium}`)}</span>
        <span className="numbers">
          {t("routingWhy.waitingFor", { time: duration(waitedSeconds * 1_000) })}
        </span>
        <span>{t("routingWhy.position", { n: position })}</span>
        <span>{t("routingWhy.priority", { n: priority })}</span>
        {group ? <span>{t("routingWhy.handedTo", { name: group.name })}</span> : null}
      </div>
      <Verdict why={why} />
      <People why={why} />
      <Offers why={why} />
    </div>
  );
}

function Verdict({ why }: { why: Answer }) {
  const { sync } = useDesk();
  const mayAdd = useCan("queues.members.edit");
  useSecond();
  return <Notice>{useVerdictText(waitVerdict(why, sync.serverNow()), nextNames(why), mayAdd)}</Notice>;
}

function useVerdictText(verdict: WaitVerdict, next: string, mayAdd: boolean): string {
  const { t } = useTranslation();
  switch (verdict.kind) {
    case "rings": {
      const { name, people, seconds } = verdict;
      const rings =
        people === 1
          ? t("routingWhy.waitRings", { name, seconds })
          : t("routingWhy.waitRingsMany", { count: people, seconds });
      return next ? `${rings} ${t("routingWhy.waitRingsNext", { names: next })}` : rings;
    }
    case "opens_at":
      return t("routingWhy.waitOpensAt", { when: shortMoment(verdict.at) });
    case "closed":
      return t("routingWhy.waitClosed");
    case "no_people":
      if (verdict.group !== null) return t("routingWhy.waitNoGroup", { name: verdict.group });
      return mayAdd
        ? `${t("routingWhy.waitNoPeople")} ${t("routingWhy.waitNoPeopleHint")}`
        : t("routingWhy.waitNoPeople");
    case "pause":
      return t("routingWhy.waitPause", { count: verdict.seconds });
    case "chosen":
      return t("routingWhy.waitChosen", { names: verdict.names });
    case "nobody":
      return t("routingWhy.waitNobody");
  }
}

function People({ why: { reasons, agents } }: { why: Answer }) {
  const { t } = useTranslation();
  if (reasons.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>{t("routingWhy.peopleByReason")}</h3>
      {reasons.map(({ code, people }) => {
        const names = agents.filter(({ reason }) => reason?.code === code).map(({ user }) => user.name);
        const more = people - names.length;
        return (
          <details key={code} className={classes.reason} open={reasons.length < 4}>
            <summary>
              <span>
                {code === "not_offered" ? t("routingWhy.ringsThere") : t(`routingWhy.reason_${code}`)}
              </span>
              <b className="numbers">{people}</b>
            </summary>
            <div className={classes.names}>
              {[...names, ...(more > 0 ? [t("routingWhy.moreNot", { count: more })] : [])].join(", ")}
            </div>
          </details>
        );
      })}
    </section>
  );
}

const steps = ["sent", "shown", "sounded"] as const;

function Offers({ why: { offers, attempts } }: { why: Answer }) {
  const { t } = useTranslation();
  if (offers.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>
        {t("routingWhy.offersTitle")}{" "}
        <span className="quiet small">{t("routingWhy.attempts", { count: attempts })}</span>
      </h3>
      {offers.map((offer) => (
        <div key={offer.id} className={classes.trail}>
          <span>{offer.user.name}</span>
          <span>{t(`routingWhy.state_${offer.state}`)}</span>
          <span className="quiet small">
            {steps
              .filter((step) => offer[`${step}At`] !== null)
              .map((step) => t(`routingWhy.trail_${step}`))
              .join(" · ")}
          </span>
          <time className="quiet small numbers" title={exactTime(Date.parse(offer.createdAt))}>
            {clockTime(Date.parse(offer.createdAt))}
          </time>
        </div>
      ))}
    </section>
  );
}
