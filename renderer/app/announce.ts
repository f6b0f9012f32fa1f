import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { announceHelp } from "#renderer/features/assist/index.ts";
import { announceAskedIn, askerOf } from "#renderer/features/calls/index.ts";
import {
  announceMessages,
  announceReminders,
  conversationsStore,
  mineOf,
} from "#renderer/features/conversations/index.ts";
import { announceWhispers } from "#renderer/features/monitor/index.ts";
import { announceOffers } from "#renderer/features/offers/index.ts";
import { isHeardHere } from "#renderer/features/status/index.ts";
import type { Desk } from "#renderer/platform/desk-context.tsx";
import { previewOf } from "#renderer/platform/preview.ts";

const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus();

/** Rings and notifies of what is offered, where it is to be heard. */
export function announceOffersFor({ me, sync, leads, sounds, os }: Desk) {
  return announceOffers({
    myId: me.id,
    serverNow: () => sync.serverNow(),
    leads,
    isHeard: isHeardHere,
    ring: (heard) => sounds.ring(heard),
    // Of no use later: what cannot be told now is left out of the trail.
    sounded: ({ id }) => void sync.request("offer.seen", { offerId: id, what: "sounded" }).catch(() => {}),
    show(offer) {
      if (isLookedAt()) return;
      os.attention(true);
      os.notify({
        id: `offer-${offer.id}`,
        title: `${i18next.t("offers.title")}: ${offer.customerName}`,
        body: i18next.t("offers.noticeBody", { queue: offer.queueName, preview: previewOf(offer.preview) }),
        path: "/workspace",
      });
    },
    hide(offer) {
      os.closeNotice(`offer-${offer.id}`);
      os.attention(false);
    },
  });
}

/** Rings and notifies when somebody asks one into a call. */
export function announceAskedInFor({ me, leads, sounds, os }: Desk) {
  return announceAskedIn({
    myId: me.id,
    leads,
    ring: () => sounds.ring(),
    show(call) {
      if (isLookedAt()) return;
      const { name, isCustomer } = askerOf(call, me.id);
      os.attention(true);
      os.notify({
        id: `asked-in-${call.id}`,
        title: i18next.t(
          isCustomer || call.direction === "internal" ? "calls.askedIn.customer" : "calls.askedIn.title",
          { name },
        ),
        body: i18next.t(`calls.askedIn.${isCustomer ? "customer_" : ""}${call.medium}`),
        path: "/workspace",
      });
    },
    hide(call) {
      os.closeNotice(`asked-in-${call.id}`);
      os.attention(false);
    },
  });
}

function announceMessagesFor({ me, leads, sounds, os, openConversation }: Desk) {
  return announceMessages(me.id, {
    isSeen: (id) => openConversation.get() === id && isLookedAt(),
    announce(conversation) {
      if (!leads.get()) return;
      sounds.message();
      if (isLookedAt()) return;
      os.attention(true);
      os.notify({
        id: `conversation-${conversation.id}`,
        title: i18next.t("notice.message", { name: conversation.customer.name }),
        body: previewOf(conversation.lastMessage?.preview),
        path: `/workspace/${conversation.id}`,
      });
    },
  });
}

/** A parked conversation's moment has come: said on the screen, and by the system to who looks elsewhere. */
function announceRemindersFor({ me, sync, leads, sounds, os }: Desk) {
  return announceReminders(me.id, {
    serverNow: () => sync.serverNow(),
    remind({ id, customer }, note) {
      const title = i18next.t("working.park.reminder", { name: customer.name });
      const body = note ?? i18next.t("working.park.reminderBody");
      notifications.show({ id: `reminder-${id}`, title, message: body, color: "yellow", autoClose: 20_000 });
      if (!leads.get()) return;
      sounds.message();
      if (isLookedAt()) return;
      os.attention(true);
      os.notify({ id: `reminder-${id}`, title, body, path: `/workspace/${id}` });
    },
  });
}

/** Somebody whom one looks after asks for help, or somebody comes to help oneself. */
function announceHelpFor({ me, leads, sounds, os }: Desk) {
  const tell = (id: string, title: string, body: string, path: string) => {
    notifications.show({ id, title, message: body, color: "orange", autoClose: 15_000 });
    if (!leads.get()) return;
    sounds.help();
    if (isLookedAt()) return;
    os.attention(true);
    os.notify({ id, title, body, path });
  };
  return announceHelp({
    myId: me.id,
    asked: ({ id, askedBy, reason, conversationId }) =>
      tell(
        `help-${id}`,
        i18next.t("working.help.asks", { name: askedBy.name }),
        reason,
        `/workspace/${conversationId}`,
      ),
    coming: ({ id, takenBy, reason, conversationId }) =>
      tell(
        `help-${id}`,
        i18next.t("working.help.coming", { name: takenBy?.name ?? "" }),
        reason,
        `/workspace/${conversationId}`,
      ),
    settled({ id }) {
      notifications.hide(`help-${id}`);
      os.closeNotice(`help-${id}`);
    },
  });
}

/** A supervisor who watches says something to oneself alone. */
function announceWhispersFor({ me, news, leads, sounds, os }: Desk) {
  return announceWhispers(news, {
    myId: me.id,
    isMine: (id) => mineOf(conversationsStore.getState(), me.id).some((one) => one.id === id),
    announce({ conversationId, seq, author }, text) {
      const id = `whisper-${conversationId}-${seq}`;
      const title = i18next.t("watching.says", { name: author.name });
      const body = previewOf(text);
      notifications.show({ id, title, message: body, color: "violet", autoClose: 15_000 });
      if (!leads.get()) return;
      sounds.whisper();
      if (isLookedAt()) return;
      os.attention(true);
      os.notify({ id, title, body, path: `/workspace/${conversationId}` });
    },
  });
}

/** All that is announced but offers, which can be silenced. */
export const announceFor = (desk: Desk): (() => void)[] => [
  announceMessagesFor(desk),
  announceRemindersFor(desk),
  announceHelpFor(desk),
  announceWhispersFor(desk),
];
