import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { isTyping, useKeys } from "#renderer/platform/keyboard.ts";
import { previewOf } from "#renderer/platform/preview.ts";
import { Action, IconAction } from "#renderer/ui/action.tsx";
import {
  IconBellOff,
  IconBroadcast,
  IconMessageCircleBolt,
  IconPhone,
  IconStarFilled,
  IconVideo,
} from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { CountdownRing } from "#renderer/ui/signs.tsx";
import type { Conversation, Offer } from "#shared/contract/conversations.ts";
import { isDirect } from "#shared/domain/offer-reasons.ts";
import classes from "./offers.module.css";
import { useAnswer, useOpenOffers, useShown } from "./use-offers.ts";

interface StackProps {
  /** What rings beside offers, and stands above them. */
  readonly children?: ReactNode;
  /** Whether it is heard on this device. */
  readonly isHeard: (offer: Offer) => boolean;
  readonly onAccepted: (conversation: Conversation) => void;
  readonly onSilence: () => void;
}

/** What is offered now, over the lower right; the one that runs out next answers to the keys. */
export function OfferStack({ children, isHeard, onAccepted, onSilence }: StackProps) {
  const { t } = useTranslation();
  const offers = useOpenOffers();
  return (
    <section className={classes.stack} aria-label={t("offers.label")} aria-live="assertive">
      {children}
      {offers.map((offer, index) => (
        <OfferCard
          key={offer.id}
          offer={offer}
          isNext={index === 0}
          isHeard={isHeard}
          onAccepted={onAccepted}
          onSilence={onSilence}
        />
      ))}
    </section>
  );
}

interface CardProps extends Omit<StackProps, "children"> {
  readonly offer: Offer;
  readonly isNext: boolean;
}

function OfferCard({ offer, isNext, isHeard, onAccepted, onSilence }: CardProps) {
  const { t } = useTranslation();
  const heard = isHeard(offer);
  const answer = useAnswer(offer, onAccepted);
  const { card, unlessDialog } = useFocusUnlessTyping(isNext && heard);
  useShown(offer);
  useKeys(
    isNext
      ? { F8: answer.accept, Enter: unlessDialog(answer.accept), Escape: unlessDialog(answer.decline) }
      : {},
  );
  return (
    <article
      className={classes.card}
      data-offer={offer.id}
      data-direct={isDirect(offer.reason) || undefined}
      ref={card}
      tabIndex={-1}
    >
      <div className={classes.top}>
        <div className={classes.who}>
          <Kind offer={offer} />
          <bdi className={`${classes.name} one-line`}>{offer.customerName}</bdi>
          <span className={classes.why}>{t(`offers.reason_${offer.reason}`)}</span>
          {offer.from ? (
            <span className={classes.why}>{t("offers.from", { name: offer.from.name })}</span>
          ) : null}
        </div>
        <Countdown offer={offer} />
      </div>
      {offer.note ? <div className={classes.note}>{offer.note.slice(0, 400)}</div> : null}
      {offer.preview ? (
        <div className={classes.preview} dir="auto">
          {previewOf(offer.preview, 300)}
        </div>
      ) : null}
      {heard ? null : <span className={classes.why}>{t("offers.silentHere")}</span>}
      <ErrorNote text={answer.error} />
      <div className={classes.buttons}>
        <Action
          color="#17794b"
          reason={answer.reason}
          loading={answer.busy}
          onClick={answer.accept}
          rightSection={<Kbd keys="F8" />}
        >
          {t("offers.accept")}
        </Action>
        <Action
          variant="default"
          reason={answer.reason}
          onClick={answer.decline}
          rightSection={<Kbd keys="Esc" />}
        >
          {t("offers.decline")}
        </Action>
        {heard ? (
          <IconAction label={t("offers.stopRing")} variant="default" size={30} onClick={onSilence}>
            <IconBellOff size={16} stroke={1.7} />
          </IconAction>
        ) : null}
      </div>
    </article>
  );
}

const mediumIcons = { chat: IconMessageCircleBolt, voice: IconPhone, video: IconVideo } as const;

/** Its medium and queue; a star when it is for him alone, a mark when it rings at others too. */
function Kind({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const Icon = mediumIcons[offer.medium];
  return (
    <span className={classes.kind}>
      <Icon size={14} className={classes.mark} aria-hidden />
      <span className="one-line">
        {t(`offers.title_${offer.medium}`)} · {offer.queueName}
      </span>
      {isDirect(offer.reason) ? (
        <IconStarFilled size={13} className={classes.star} role="img" aria-label={t("offers.direct")} />
      ) : null}
      {offer.broadcast ? (
        <IconBroadcast size={15} className={classes.mark} role="img" aria-label={t("offers.broadcast")} />
      ) : null}
    </span>
  );
}

/**
 * Takes the focus from buttons, so that Enter accepts, but never from somebody who types. The card has it, not its
 * button: the space of a word that was just begun must not press anything.
 */
function useFocusUnlessTyping(isNext: boolean) {
  const card = useRef<HTMLElement>(null);
  const busyNow = useRef(false);
  useEffect(() => {
    if (!isNext) return;
    // A menu or dialog keeps the focus until it is closed; its button must not get the Enter that accepts.
    let due = true;
    const look = () => {
      const busy = document.querySelector("[role=dialog],[role=menu]") !== null;
      if (due && !busy && !isTyping(document.activeElement)) card.current?.focus();
      due = busy;
      busyNow.current = busy;
    };
    const timer = setInterval(look, 100);
    look();
    return () => clearInterval(timer);
  }, [isNext]);
  return {
    card,
    /**
     * The Escape that closes a dialog must not decline, wherever the focus was. The dialog may be gone by the time the
     * key is heard here, so it is asked whether one stood there a moment ago.
     */
    unlessDialog: (run: () => void) => () => {
      if (!busyNow.current) run();
    },
  };
}

function Countdown({ offer }: { offer: Offer }) {
  const { t } = useTranslation();
  const { sync } = useDesk();
  const ends = Date.parse(offer.expiresAt);
  const left = Math.max(0, ends - sync.serverNow());
  const whole = Math.max(1, ends - Date.parse(offer.createdAt));
  const seconds = Math.ceil(left / 1000);
  return <CountdownRing share={left / whole} seconds={seconds} label={t("offers.seconds", { n: seconds })} />;
}
