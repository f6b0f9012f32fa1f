import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import { IconBellOff, IconPhone, IconVideo } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { askerOf } from "./announce-asked-in.ts";
import classes from "./call-parts.module.css";
import { othersIn } from "./call-words.ts";
import { callCarrier } from "./start-calls.ts";
import { type MyCall, useAskedIn, useCallCommands, useCarried } from "./use-calls.ts";

/** Colleagues who ask one into their calls, customers who call out of their chats; they stand where offers stand. */
export function AskedInCards({ onSilence }: { onSilence: () => void }) {
  const asked = useAskedIn();
  return asked.map((mine, index) => (
    <AskedInCard key={mine.call.id} mine={mine} isNext={index === 0} onSilence={onSilence} />
  ));
}

interface CardProps {
  readonly mine: MyCall;
  readonly isNext: boolean;
  readonly onSilence: () => void;
}

function AskedInCard({ mine: { call, leg }, isNext, onSilence }: CardProps) {
  const { t } = useTranslation();
  const { me } = useDesk();
  const asker = askerOf(call, me.id);
  const commands = useCallCommands(call);
  const carrier = useObservable(callCarrier);
  const isComing = useCarried(call.id) !== undefined;
  const accept = () => carrier?.answeredHere({ callId: call.id });
  const customer = othersIn(call, leg).find(({ party }) => party === "customer");
  // A colleague who wants one himself, and no help with a customer.
  const calls = asker.isCustomer || call.direction === "internal";
  useKeys(isNext ? { F8: accept } : {});
  const Icon = call.medium === "video" ? IconVideo : IconPhone;
  return (
    <article className={classes.card} data-asked-in={call.id}>
      <span className={classes.kind}>
        <Icon size={14} aria-hidden />
        {t(`calls.askedIn.${asker.isCustomer ? "customer_" : ""}${call.medium}`)}
      </span>
      <span className={classes.cardTitle}>
        {t(calls ? "calls.askedIn.customer" : "calls.askedIn.title", { name: asker.name })}
      </span>
      {customer && !asker.isCustomer ? (
        <span className="quiet small">{t("calls.askedIn.about", { name: customer.name })}</span>
      ) : null}
      <ErrorNote text={commands.error} />
      <div className={classes.cardButtons}>
        <Action
          color="#17794b"
          reason={commands.reason}
          loading={isComing}
          onClick={accept}
          rightSection={<Kbd keys="F8" />}
        >
          {t("offers.accept")}
        </Action>
        <Action
          variant="default"
          reason={commands.reason}
          loading={commands.busy}
          onClick={() => commands.leave()}
        >
          {t("offers.decline")}
        </Action>
        <IconAction label={t("offers.stopRing")} variant="default" size={30} onClick={onSilence}>
          <IconBellOff size={16} stroke={1.7} />
        </IconAction>
      </div>
    </article>
  );
}
