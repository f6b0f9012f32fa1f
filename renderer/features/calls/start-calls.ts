import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { Desk } from "#renderer/platform/desk-context.tsx";
import { browserMedia } from "#renderer/platform/media/browser-media.ts";
import { claimMediaDevice } from "#renderer/platform/media/media-device.ts";
import { keepRelays } from "#renderer/platform/media/relays.ts";
import { createSource } from "#renderer/platform/observable.ts";
import { type CallCarrier, createCallCarrier } from "./call-carrier.ts";
import { callsStore, feedCalls } from "./calls-store.ts";
import { carryCall } from "./carried-call.ts";
import { tellUnanswered } from "./tell-unanswered.ts";

/** The calls of this window; null before somebody is signed in. */
export const callCarrier = createSource<CallCarrier | null>(null);

const keptKey = "sidetone.calls-here";
let device: Promise<string> | undefined;

/** Forbidden storage only means that a reload gives the call out of the hand. */
const kept = {
  read(): string[] {
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(keptKey) ?? "[]");
      return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
    } catch {
      return [];
    }
  },
  write(callIds: readonly string[]) {
    try {
      sessionStorage.setItem(keptKey, JSON.stringify(callIds));
    } catch {}
  },
};

/** Hears of calls and carries those that were answered in this window. Returns the remover. */
export function startCalls({ me, news, client, leads }: Desk): () => void {
  device ??= claimMediaDevice(sessionStorage, navigator.locks);
  const own = device;
  const store = callsStore;
  const carrier = createCallCarrier({
    myId: me.id,
    clock: browserMedia.clock,
    kept,
    isFront: () => document.visibilityState === "visible" && document.hasFocus(),
    leads,
    carry: (first) => carryCall({ myId: me.id, world: browserMedia, client, device: own, store }, first),
  });
  callCarrier.set(carrier);
  const stopFeed = feedCalls(news, client, store);
  const giveBack = keepRelays(() => client.relays.list(), browserMedia.clock);
  const stopTelling = tellUnanswered({
    myId: me.id,
    leads,
    say: (cause, who) =>
      notifications.show({ color: "yellow", message: i18next.t(`unanswered.${cause}`, { who }) }),
  });
  return () => {
    stopTelling();
    callCarrier.set(null);
    carrier.stop();
    stopFeed();
    giveBack();
  };
}
