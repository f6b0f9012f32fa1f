import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useSecond } from "#renderer/platform/clock.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { useObservable } from "#renderer/platform/observable.ts";
import { usePreviewReason } from "#renderer/platform/why.tsx";
import type { Conversation, Offer } from "#shared/contract/conversations.ts";
import { offersStore, openOffers, withOffer } from "./offers-store.ts";

/** What is offered now; looks each second, because offers run out by themselves. */
export function useOpenOffers(): Offer[] {
  useSecond();
  const { sync, me } = useDesk();
  const state = useStore(offersStore);
  return openOffers(state, sync.serverNow(), me.id);
}

/** Notes in the offer's trail that it stood on a screen: on a page that somebody could see, not in a hidden one. */
export function useShown({ id }: Offer) {
  const { sync } = useDesk();
  useEffect(() => {
    let told = false;
    const tell = () => {
      if (told || document.visibilityState !== "visible") return;
      told = true;
      sync.request("offer.seen", { offerId: id, what: "shown" }).catch(() => {
        told = false;
      });
    };
    // A frame is only drawn where it can be seen.
    const frame = requestAnimationFrame(tell);
    document.addEventListener("visibilitychange", tell);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("visibilitychange", tell);
    };
  }, [id, sync]);
}

/** Answers one offer. */
export function useAnswer(offer: Offer, onAccepted: (conversation: Conversation) => void) {
  const { t } = useTranslation();
  const { api, sync } = useDesk();
  const { phase } = useObservable(sync.connection);
  const preview = usePreviewReason();
  const reason = preview ?? (phase === "live" ? undefined : t("header.needsConnection"));
  const accept = useMutation(api.offers.accept.mutationOptions());
  const decline = useMutation(api.offers.decline.mutationOptions());
  const busy = accept.isPending || decline.isPending;
  const failure = accept.error ?? decline.error;
  const over = (state: "accepted" | "declined") =>
    offersStore.setState((now) => withOffer(now, { ...offer, state, version: offer.version + 1 }));
  return {
    busy,
    /** Why it cannot be answered now. */
    reason,
    error: failure ? problemText(problemOf(failure)) : undefined,
    accept() {
      if (busy || reason) return;
      // Not a callback of mutate(): the news that the offer is taken may remove this card before the answer arrives.
      accept.mutateAsync({ offerId: offer.id }).then(
        (conversation) => {
          over("accepted");
          onAccepted(conversation as Conversation);
        },
        () => {},
      );
    },
    decline() {
      if (!busy && !reason)
        decline.mutateAsync({ offerId: offer.id }).then(
          () => over("declined"),
          () => {},
        );
    },
  };
}
