import type { Api } from "./api.ts";
import type { ChatStore } from "./chat-store.ts";
import type { Feed, FeedDeps } from "./conversation-feed.ts";
import { openOutboxStore } from "./outbox-store.ts";
import { createReadMarks } from "./read-marks.ts";

export interface FollowerDeps {
  readonly workspace: string;
  readonly api: Api;
  readonly token: () => string;
  readonly newId: () => string;
  readonly store: () => ChatStore;
  readonly marks: ReturnType<typeof createReadMarks>;
  readonly arrived: () => void;
  readonly sessionEnded: () => void;
  readonly other: FeedDeps["other"];
  readonly called: FeedDeps["called"];
  readonly connected: FeedDeps["connected"];
  /** The conversation can be written to. */
  readonly ready: () => void;
}

/** Follows one conversation at a time: loads what that needs, feeds the state, lets go. */
export function createFollower(deps: FollowerDeps) {
  const { workspace, api, token, newId, store, marks } = deps;
  let feed: Feed | undefined;
  let wanted = "";
  let stopListening: (() => void) | undefined;
  const quiet = () => {
    stopListening?.();
    stopListening = undefined;
  };

  const markRead = () => {
    const following = feed;
    if (!following) return;
    const { sync, conversationId } = following;
    marks.mark(store().read(), (input) => sync.request("messages.read", { conversationId, ...input }));
  };
  /** Until the code has come: without it there is no conversation at all. */
  const load = async (): Promise<typeof import("./live.ts")> => {
    for (;;) {
      try {
        return await import("./live.ts");
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 2_000));
      }
    }
  };

  return {
    /** Waits for a first word of the staff, or news of a call, where there is no conversation yet. */
    async listen(): Promise<void> {
      if (wanted || stopListening) return;
      let stopped = false;
      stopListening = () => {
        stopped = true;
      };
      const { listen } = await load();
      if (!stopped) stopListening = listen(api, token, deps);
    },
    feed: () => feed,
    markRead,
    async follow(id: string, customerId: string): Promise<void> {
      if (wanted === id) return feed?.sync.resync();
      quiet();
      wanted = id;
      const [{ goLive }, outboxStore] = await Promise.all([
        load(),
        openOutboxStore(`sidetone-${workspace}-${customerId}`),
      ]);
      if (wanted !== id) return;
      feed?.stop();
      feed = goLive(id, api, token, {
        outboxStore,
        newId,
        read: store().read,
        set(change) {
          store().set(change);
          markRead();
        },
        arrived: deps.arrived,
        sessionEnded: deps.sessionEnded,
        other: deps.other,
        called: deps.called,
        connected: deps.connected,
      });
      deps.ready();
    },
    leave(): void {
      quiet();
      wanted = "";
      feed?.stop();
      feed = undefined;
      marks.reset();
      store().set({
        conversation: null,
        log: null,
        outbox: [],
        connection: null,
        typing: null,
        uploads: [],
      });
    },
  };
}

export { createReadMarks };
export type Follower = ReturnType<typeof createFollower>;
