import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { rightsOf } from "#renderer/platform/session/can.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { seesBack, seesPast } from "./missed-ways.ts";

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
          <bdi className="numbers">{phone}</bdi>
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

/** Calls him with the system's own program, after it has asked. */
export function Call({ phone }: { phone: string }) {
  const { t } = useTranslation();
  const { os } = useDesk();
  const address = `tel:${phone}`;
  return (
    <Button
      component="a"
      href={address}
      size="xs"
      variant="default"
      onClick={(event) => {
        event.preventDefault();
        os.openExternal(address);
      }}
    >
      {t("missed.call", { number: phone })}
    </Button>
  );
}

interface LookProps {
  readonly item: MissedItem;
  readonly onOpen: (conversationId: string) => void;
}

/** To the conversation that is open with him now, else to the one that was missed: where one may look. */
export function Look({ item, onOpen }: LookProps) {
  const { t } = useTranslation();
  const rights = rightsOf(useMe());
  const { back, conversationId } = item;
  if (back && seesBack(rights, item))
    return (
      <Button size="xs" fullWidth onClick={() => onOpen(back.conversationId)}>
        {t("missed.openBack")}
      </Button>
    );
  if (!conversationId || !seesPast(rights, item)) return null;
  return (
    <Button size="xs" variant="subtle" fullWidth onClick={() => onOpen(conversationId)}>
      {t("missed.past")}
    </Button>
  );
}
