import { feedHelp } from "#renderer/features/assist/index.ts";
import { startCalls } from "#renderer/features/calls/index.ts";
import { feedConversations, keepMineOpen } from "#renderer/features/conversations/index.ts";
import { feedMissed } from "#renderer/features/missed/index.ts";
import { feedOffers } from "#renderer/features/offers/index.ts";
import { feedStatus } from "#renderer/features/status/index.ts";
import { machineClock } from "#renderer/platform/clock.ts";
import type { Desk } from "#renderer/platform/desk-context.tsx";
import { createApi } from "#renderer/platform/http/api.ts";
import { createFilePort } from "#renderer/platform/http/files.ts";
import { createLeader } from "#renderer/platform/leader.ts";
import { createSource } from "#renderer/platform/observable.ts";
import { createNewsGate } from "#renderer/platform/socket/news-gate.ts";
import { createSounds } from "#renderer/platform/sounds.ts";
import { openDeskDatabase } from "#renderer/platform/storage/database.ts";
import { createDraftsStore, draftsDisk, draftsLink } from "#renderer/platform/storage/drafts-store.ts";
import { createIdbOutbox } from "#renderer/platform/storage/outbox-store.ts";
import { onWake } from "#renderer/platform/wake.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import type { Me } from "#shared/contract/session.ts";
import type { deskEvents, NewsOf } from "#shared/contract/socket.ts";
import { createSyncClient } from "#shared/sync/index.ts";
import { announceAskedInFor, announceFor, announceOffersFor } from "./announce.ts";
import type { Doors } from "./doors.ts";
import { followRights } from "./follow-rights.ts";
import { createMyself } from "./myself.ts";

/** Told when the session may be over, and why, when the server said so. */
export type OnDoubt = (reason?: DeskNews["session.ended"]["reason"]) => void;
type DeskNews = NewsOf<typeof deskEvents>;

/** A signed-in desk and what belongs to it. */
export interface RunningDesk {
  readonly desk: Desk;
  /** Silences what rings now. */
  readonly silence: () => void;
  readonly stop: () => void;
}

const beatMs = 10_000;

/** Puts a desk together after sign-in and starts its feeds. */
export async function createDesk(me: Me, doors: Doors, onDoubt: OnDoubt): Promise<RunningDesk> {
  const { place, client, session, os } = doors;
  const db = await openDeskDatabase(me.workspace.id, me.id);
  const transport = doors.createTransport(() => onDoubt());
  const sync = createSyncClient({
    transport,
    outboxStore: createIdbOutbox(db),
    clock: machineClock,
    newId: () => crypto.randomUUID(),
  });
  const news = createNewsGate(transport, sync);
  const leads = createLeader(`sidetone-rings:${me.id}`);
  const sounds = createSounds();
  const link = draftsLink(`sidetone-drafts:${me.workspace.id}:${me.id}`);
  const drafts = await createDraftsStore(draftsDisk(db), link);
  const openConversation = createSource<string | null>(null);
  const files = doors.files ?? createFilePort(place);
  const api = createApi(client);
  const myself = createMyself(me, async () => (await client.session.me()) as Me);
  const desk: Desk = {
    me,
    myself: myself.now,
    refreshMe: myself.refresh,
    place,
    client,
    api,
    sync,
    news,
    drafts,
    files,
    os,
    sounds,
    session,
    leads,
    openConversation,
  };

  const offers = announceOffersFor(desk);
  const askedIn = announceAskedInFor(desk);
  const removers = [
    news.start(),
    feedConversations(news, me.id),
    feedOffers(news),
    feedMissed(news, async () => {
      if (!myself.now.get().grants["conversation.take"]) return undefined;
      return (await client.missed.list({})) as MissedItem[];
    }),
    feedStatus(news, me.id, me.status),
    keepMineOpen(sync, me.id),
    feedHelp(news, client, myself.now),
    startCalls(desk),
    ...announceFor(desk),
    onWake(doors.bridge, () => sync.resync()),
    news.on("session.ended", ({ reason }) => onDoubt(reason)),
    followRights(desk),
    startBeats(desk),
    offers.stop,
    askedIn.stop,
  ];
  await sync.start();

  return {
    desk,
    silence() {
      offers.silence();
      askedIn.silence();
    },
    stop() {
      for (const remove of removers.reverse()) remove();
      sync.stop();
      leads.stop();
      os.badge(0);
      link.close();
      void drafts.flush().finally(() => db.close());
    },
  };
}

/** Presence is a lease: it is kept alive only while somebody is really connected. */
function startBeats({ sync }: Desk): () => void {
  const timer = setInterval(() => {
    if (sync.connection.get().phase === "live") sync.request("presence.beat", {}).catch(() => {});
  }, beatMs);
  return () => clearInterval(timer);
}
