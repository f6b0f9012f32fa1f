import { useTranslation } from "react-i18next";
import { useCan, useMe, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { rightsOf } from "#renderer/platform/session/can.ts";
import { Action } from "#renderer/ui/action.tsx";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { Deeds } from "./missed-deeds.tsx";
import { Call, Facts, Look } from "./missed-facts.tsx";
import { Note } from "./missed-note.tsx";
import { seesBack, waysTo } from "./missed-ways.ts";

/** Where the list leads. */
export interface MissedLinks {
  readonly onOpen: (conversationId: string) => void;
  /** To the first words to a customer. */
  readonly onWrite: (customer: MissedItem["customer"]) => void;
}

interface MissedDetailsProps extends MissedLinks {
  readonly item: MissedItem;
}

/** One who was missed: what he wrote, how he is reached, and what is done about it. */
export function MissedDetails({ item, onOpen, onWrite }: MissedDetailsProps) {
  return (
    <div className={classes.details}>
      <Facts item={item} />
      <Reach item={item} onWrite={onWrite} />
      <Note item={item} />
      <Deeds item={item} />
      <Look item={item} onOpen={onOpen} />
      <After item={item} />
    </div>
  );
}

function useWays(item: MissedItem) {
  return waysTo(item, useCan("conversation.proactive"));
}

/** The ways to him: by phone, and by writing first. */
function Reach({ item, onWrite }: Omit<MissedDetailsProps, "onOpen">) {
  const { t } = useTranslation();
  const { call, write } = useWays(item);
  const readOnly = useReadOnly() ? problemText("preview.read_only") : undefined;
  if (!call && !write) return null;
  return (
    <div className={classes.deeds}>
      {call ? <Call phone={call} /> : null}
      {write ? (
        <Action size="xs" reason={readOnly} onClick={() => onWrite(item.customer)}>
          {t("missed.write")}
        </Action>
      ) : null}
    </div>
  );
}

/** What is left to do, and what happens by itself. */
function After({ item }: { item: MissedItem }) {
  const { t } = useTranslation();
  const me = useMe();
  const { after } = useWays(item);
  const isElsewhere = item.back !== null && !seesBack(rightsOf(me), item);
  return (
    <>
      {isElsewhere ? <p className={classes.hint}>{t("missed.backElsewhere")}</p> : null}
      <p className={classes.hint}>{t(`missed.${after}`, { email: item.customer.email ?? "" })}</p>
    </>
  );
}
