import type { FrameMessage, PageSeen } from "../protocol.ts";
import type { Api, CallbackInput } from "./api.ts";
import type { Calls } from "./calls.ts";
import { type ChatState, newer } from "./chat-state.ts";
import type { ChatStore } from "./chat-store.ts";
import type { FirstMessage } from "./first-message.ts";
import type { Follower } from "./follower.ts";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Keep } from "./storage.ts";
import { createTyping } from "./typing.ts";
import { createUploads } from "./uploads.ts";

const newId = () => crypto.randomUUID();

/** The parts, put together; the rest of this file is what they do with each other. */
export interface Parts {
  readonly workspace: string;
  readonly keep: Keep;
  readonly post: (message: FrameMessage) => void;
  readonly store: ChatStore;
  readonly api: Api;
  readonly session: Session;
  readonly first: FirstMessage;
  readonly follower: Follower;
  readonly presence: Presence;
  readonly calls: Calls;
  /** The site's page the visitor looks at. */
  page: PageSeen;
  /** The queue that the page asks for; empty: none. */
  queue: string;
  customerId: string;
}

/** An invitation that was looked at is not shown above the button any more. */
export const seenTeaser = ({ invitation }: ChatState): Partial<ChatState> =>
  invitation ? { invitation: { ...invitation, seen: true } } : {};

/** What the visitor does in the frame. */
export function actions({ store, session, follower, first, keep, post, api, presence, calls }: Parts) {
  const { read, set } = store;
  const uploads = createUploads({ api, newId, read, set });
  const typing = createTyping((on) => {
    const feed = follower.feed();
    if (!feed || read().connection?.phase !== "live") return;
    feed.sync.request("typing.set", { conversationId: feed.conversationId, on }).catch(() => {});
  });
  return {
    begin: first.begin,
    retryFirst: first.retry,
    discardFirst: first.discard,
    async send(text: string) {
      const feed = follower.feed();
      if (!feed) return;
      typing.stop();
      const going = read().uploads.filter(({ stored }) => stored);
      const fileIds = going.flatMap(({ stored }) => stored?.id ?? []);
      const fileNames = going.map(({ name }) => name);
      set({ uploads: read().uploads.filter(({ stored }) => !stored), notice: null });
      try {
        await feed.sync.send({ conversationId: feed.conversationId, text, fileIds, fileNames });
      } catch (error) {
        // Not kept on this device, so not promised: everything goes back where it was.
        set({ uploads: [...going, ...read().uploads], notice: { code: "message.not_kept", name: "" } });
        throw error;
      }
    },
    retry: (clientId: string) => void follower.feed()?.sync.retry(clientId),
    discard: (clientId: string) => void follower.feed()?.sync.discard(clientId),
    async loadOlder() {
      const feed = follower.feed();
      await feed?.sync.loadOlder(feed.conversationId);
    },
    attach(files: readonly File[]) {
      const feed = follower.feed();
      if (feed) uploads.add(feed.conversationId, files);
    },
    /** Throws when it was not taken: the form says so. */
    async askCallback(input: CallbackInput) {
      const { conversation } = read();
      if (!conversation) return;
      const now = await api.askCallback(conversation.id, input);
      set({ conversation: newer(read().conversation, now) });
    },
    /** Waits no longer. */
    async leave() {
      const { conversation } = read();
      if (!conversation) return;
      const now = await api.leave(conversation.id).catch(() => conversation);
      set({ conversation: newer(read().conversation, now) });
    },
    detach: uploads.remove,
    pressed: typing.pressed,
    draft: {
      get: () => keep.get("draft") ?? "",
      set: (text: string) => keep.set("draft", text || null),
    },
    setSound(on: boolean) {
      keep.set("sound", on ? null : "off");
      set({ sound: on });
    },
    dismiss: () => set({ notice: null }),
    close: () => post({ type: "close" }),
    open: () => post({ type: "open" }),
    notNow() {
      const { invitation, conversation, call } = read();
      if (call?.phase === "invited") return calls.leave();
      if (invitation && !invitation.seen) presence.refuse(invitation);
      set({ ...seenTeaser(read()), dismissed: call?.callId ?? conversation?.id ?? null });
    },
    startCall: calls.start,
    tease: (height: number) => post({ type: "teaser", height }),
    retryConnection() {
      const feed = follower.feed();
      if (feed) feed.sync.resync();
      else void session.enter();
    },
  };
}
