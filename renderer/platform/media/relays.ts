import type { Relays } from "#shared/contract/relays.ts";
import type { Clock } from "#shared/sync/index.ts";
import { createSource } from "../observable.ts";

/** The relays that the server lends this window, for networks that let nothing else out. */
export const relayServers = createSource<readonly RTCIceServer[]>([]);

const againMs = 15_000;

/** Borrows relays, and others well before their passwords end. Returns what ends it. */
export function keepRelays(
  borrow: () => Promise<Pick<Relays, "servers" | "seconds">>,
  clock: Clock,
  lent = relayServers,
): () => void {
  let stopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const relays = await borrow().catch(() => undefined);
    if (stopped) return;
    if (relays) lent.set(relays.servers);
    cancel = clock.after(relays ? (relays.seconds * 1_000) / 2 : againMs, look);
  }

  void look();
  return () => {
    stopped = true;
    cancel();
    lent.set([]);
  };
}
