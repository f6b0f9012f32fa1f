import { Anchor, Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";

interface FactsProps {
  readonly item: MissedItem;
  /** More of them, behind the others. */
  readonly children?: ReactNode;
}

/** What one who was missed wrote, how he is reached, and since when. */
export function Facts({ item, children }: FactsProps) {
  const { t } = useTranslation();
  const { phone, customer } = item;
  return (
    <dl className={classes.facts}>
      {item.text ? <Fact label={t("missed.wrote")}>{item.text}</Fact> : null}
      {phone ? (
        <Fact label={t("missed.phone")}>
          <Anchor href={`tel:${phone}`} className="numbers">
            {phone}
          </Anchor>
        </Fact>
      ) : null}
      {item.kind === "callback" ? (
        <Fact label={t("missed.wanted")}>
          {item.wantedAt ? shortMoment(Date.parse(item.wantedAt)) : t("missed.asap")}
        </Fact>
      ) : null}
      {customer.email ? <Fact label={t("missed.email")}>{customer.email}</Fact> : null}
      <Fact label={t("missed.queue")}>
        {item.group ? `${item.queue.name} · ${item.group.name}` : item.queue.name}
      </Fact>
      <Fact label={t("missed.since")}>{shortMoment(Date.parse(item.createdAt))}</Fact>
      {children}
    </dl>
  );
}

export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

interface LookProps {
  readonly item: MissedItem;
  readonly onOpen: (conversationId: string) => void;
}

/** To the conversation that is open with him now, else to the one that was missed. */
export function Look({ item: { back, conversationId }, onOpen }: LookProps) {
  const { t } = useTranslation();
  if (back)
    return (
      <Button size="xs" fullWidth onClick={() => onOpen(back.conversationId)}>
        {t("missed.openBack")}
      </Button>
    );
  if (!conversationId) return null;
  return (
    <Button size="xs" variant="subtle" fullWidth onClick={() => onOpen(conversationId)}>
      {t("missed.past")}
    </Button>
  );
}
