import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { languageName } from "#renderer/platform/i18n/language-name.ts";
import { duration } from "#renderer/platform/i18n/times.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconWorld } from "#renderer/ui/icons.ts";
import { Empty } from "#renderer/ui/notes.tsx";
import type { Visit } from "#shared/contract/visits.ts";
import classes from "./proactive.module.css";
import type { Addressee } from "./write-first.tsx";

interface VisitListProps {
  readonly shown: boolean;
  readonly visits: readonly Visit[];
  readonly onWrite: (to: Addressee) => void;
  readonly onOpen: (conversationId: string) => void;
}

/** Who is on the site now: page, since when, how often, language. */
export function VisitList({ shown, visits, onWrite, onOpen }: VisitListProps) {
  const { t } = useTranslation();
  if (visits.length === 0)
    return (
      <Empty
        icon={<IconWorld size={26} stroke={1.4} aria-hidden />}
        title={shown ? t("proactive.none") : t("proactive.hidden")}
        hint={shown ? undefined : t("proactive.hiddenHint")}
      />
    );
  return (
    <ul className={classes.rows} aria-label={t("proactive.visitors")}>
      {visits.map((visit) => (
        <VisitRow key={visit.customerId} visit={visit} onWrite={onWrite} onOpen={onOpen} />
      ))}
    </ul>
  );
}

interface VisitRowProps extends Pick<VisitListProps, "onWrite" | "onOpen"> {
  readonly visit: Visit;
}

function VisitRow({ visit, onWrite, onOpen }: VisitRowProps) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  useSecond();
  const { customerId, page, language, visits, since, conversation } = visit;
  const name = visit.name ?? t("proactive.unknown");
  const facts = [
    t("proactive.since", { time: duration(sync.serverNow() - Date.parse(since)) }),
    t("proactive.visits", { count: visits }),
    ...(language ? [languageName(language)] : []),
  ];
  return (
    <li className={classes.row}>
      <Avatar name={name} size={30} />
      <span className={classes.text}>
        <bdi className="one-line">{name}</bdi>
        <span className={`${classes.quiet} one-line`} title={page?.url}>
          {page ? page.title || page.url : ""}
        </span>
        <span className={`${classes.quiet} one-line numbers`}>{facts.join(" · ")}</span>
      </span>
      {conversation ? (
        conversation.id ? (
          <Button variant="default" size="compact-sm" onClick={() => onOpen(conversation.id as string)}>
            {t("proactive.open")}
          </Button>
        ) : (
          <span className={classes.quiet}>{t("proactive.inConversation")}</span>
        )
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onWrite({ customerId, name, isHere: true })}
        >
          {t("proactive.write")}
        </Button>
      )}
    </li>
  );
}
