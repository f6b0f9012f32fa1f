import type { DeskSnapshot, deskEvents, NewsOf } from "#shared/contract/socket.ts";
import type { SyncClient, SyncTransport } from "#shared/sync/index.ts";

type News = NewsOf<typeof deskEvents>;
export type NewsName = keyof News;

/** Where features hear news. The snapshot always comes before the news that belong to it. */
export interface NewsSource {
  on<K extends NewsName>(event: K, listener: (payload: News[K]) => void): () => void;
  onSnapshot(listener: (snapshot: DeskSnapshot) => void): () => void;
}

const gated = [
  "event.appended",
  "conversation.changed",
  "offer.changed",
  "help.changed",
  "missed.changed",
  "cursors.changed",
  "status.changed",
  "colleagues.changed",
  "typing",
  "call.changed",
] as const;
const direct = ["session.ended", "server.draining", "rights.changed", "heard.changed"] as const;

type Wire = Pick<SyncTransport, "on" | "onConnect">;
type CatchingUp = Pick<SyncClient, "onCatchUp" | "request">;

/**
 * After every connect the whole state is asked for. News that arrive meanwhile wait until it is applied: so a record
 * that the snapshot no longer has can be dropped without losing one that came after it.
 */
export function createNewsGate(transport: Wire, sync: CatchingUp): NewsSource & { start(): () => void } {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const snapshotListeners = new Set<(snapshot: DeskSnapshot) => void>();
  let held: { event: string; payload: unknown }[] | undefined;

  const tell = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };

  async function applySnapshot(): Promise<void> {
    const snapshot = await sync.request<DeskSnapshot>("desk.snapshot", {});
    for (const listener of [...snapshotListeners]) listener(snapshot);
    const news = held ?? [];
    held = undefined;
    for (const { event, payload } of news) tell(event, payload);
  }

  return {
    on(event, listener) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener as (payload: never) => void));
      return () => void all.delete(listener as (payload: never) => void);
    },
    onSnapshot(listener) {
      snapshotListeners.add(listener);
      return () => void snapshotListeners.delete(listener);
    },
    start() {
      const hold = () => {
        held = [];
      };
      const removers = [
        transport.onConnect(hold),
        sync.onCatchUp(applySnapshot),
        ...gated.map((event) =>
          transport.on(event, (payload) => (held ? held.push({ event, payload }) : tell(event, payload))),
        ),
        ...direct.map((event) => transport.on(event, (payload) => tell(event, payload))),
      ];
      return () => {
        for (const remove of removers) remove();
      };
    },
  };
}
