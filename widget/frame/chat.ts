import type { Observable } from "#shared/sync/observable.ts";
import type { FrameMessage, HostMessage, PageSeen } from "../protocol.ts";
import { type Api, createApi, type SessionAnswer } from "./api.ts";
import { type ChatState, isSeen, newer } from "./chat-state.ts";
import { type ChatStore, createChatStore } from "./chat-store.ts";
import { createFirstMessage, type FirstMessage, type Opening } from "./first-message.ts";
import { createFollower, createReadMarks, type Follower } from "./follower.ts";
import { languageOf } from "./i18n/index.ts";
import { createSession, type Session } from "./session.ts";
import { createChime } from "./sound.ts";
import type { Keep } from "./storage.ts";
import { createTyping } from "./typing.ts";
import { createUploads } from "./uploads.ts";

export interface Chat {
  readonly state: Observable<ChatState>;
  readonly loadFile: Api["file"];
  /** What the site's page says. */
  hear(message: HostMessage): void;
  begin(opening: Opening): void;
  retryFirst(): void;
  discardFirst(): void;
  send(text: string): Promise<void>;
  retry(clientId: string): void;
  discard(clientId: string): void;
  loadOlder(): Promise<void>;
  attach(files: readonly File[]): void;
  detach(id: string): void;
  /** A key was pressed in the composer. */
  pressed(): void;
  /** What is typed and not sent, over changes of page. */
  readonly draft: { get(): string; set(text: string): void };
  setSound(on: boolean): void;
  dismiss(): void;
  close(): void;
  retryConnection(): void;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const newId = () => crypto.randomUUID();

/** The parts, put together; the rest of this file is what they do with each other. */
interface Parts {
  readonly workspace: string;
  readonly keep: Keep;
  readonly post: (message: FrameMessage) => void;
  readonly store: ChatStore;
  readonly api: Api;
  readonly session: Session;
  readonly first: FirstMessage;
  readonly follower: Follower;
  /** The site's page the visitor looks at. */
  page: PageSeen;
  customerId: string;
}

/** Everything the frame does, without a pixel. */
export function createChat(workspace: string, keep: Keep, post: (message: FrameMessage) => void): Chat {
  const marks = createReadMarks();
  const unreadChanged = (count: number) => post({ type: "unread", count });
  const sound = keep.get("sound") !== "off";
  const store = createChatStore(languageOf(navigator.language), sound, marks.upTo, unreadChanged);
  const { read, set } = store;
  const chime = createChime(() => read().sound);
  const api = createApi(() => parts.session.token());
  const language = () => read().language;
  const parts: Parts = {
    workspace,
    keep,
    post,
    store,
    api,
    page: { url: "", title: "" },
    customerId: "",
    session: createSession(
      {
        api,
        keep,
        wait,
        entered: (answer) => entered(parts, answer),
        wantTicket: () => post({ type: "ticket-wanted" }),
        refused: (problem) => set({ phase: "refused", problem }),
        unreachable: () => set({ problem: "unreachable" }),
      },
      language,
    ),
    first: createFirstMessage({
      api,
      keep,
      newId,
      wait,
      now: Date.now,
      page: () => parts.page,
      language,
      changed: (starting) => set({ starting }),
      tokenRefused: () => void parts.session.enter(),
      started: ({ conversation }) => begun(parts, conversation),
    }),
    follower: createFollower({
      workspace,
      api,
      token: () => parts.session.token(),
      newId,
      store: () => store,
      marks,
      arrived: () => isSeen(read()) || chime.ring(),
      sessionEnded: () => void wait(500).then(parts.session.enter),
      ready: () => tellPage(parts),
    }),
  };
  listen(parts);
  return { ...actions(parts), state: store.state, loadFile: api.file, hear: hearing(parts) };
}

function entered(parts: Parts, { customerId, name, verified, conversation }: SessionAnswer): void {
  const { store, follower, post, first } = parts;
  // Somebody else now: nothing of the other one may stay on the screen.
  if (parts.customerId && parts.customerId !== customerId) follower.leave();
  parts.customerId = customerId;
  store.set({ phase: "ready", problem: null, name, verified });
  post({ type: "active", value: conversation !== null });
  if (conversation) begun(parts, conversation);
  first.resume();
}

function begun(parts: Parts, conversation: SessionAnswer["conversation"] & object): void {
  const { store, follower, post, keep, customerId } = parts;
  store.set({ conversation: newer(store.read().conversation, conversation) });
  keep.set("conversation", conversation.id);
  post({ type: "active", value: true });
  void follower.follow(conversation.id, customerId);
}

function tellPage({ follower, api, page }: Parts): void {
  const feed = follower.feed();
  if (feed && page.url) api.page(feed.conversationId, page).catch(() => {});
}

type Hearing = { [K in HostMessage["type"]]: (message: Extract<HostMessage, { type: K }>) => void };

/** What follows from each word of the site's page. */
function hearing(parts: Parts): (message: HostMessage) => void {
  const { store, session, follower, first, keep } = parts;
  const answers: Hearing = {
    init({ config, page, language, identity, open }) {
      parts.page = page;
      session.setTicket(config.siteTicket);
      session.setIdentity(identity);
      store.set({ config, language: languageOf(language), open });
      void session.enter();
    },
    page({ url, title }) {
      parts.page = { url, title };
      tellPage(parts);
    },
    identify({ token }) {
      session.setIdentity(token);
      void session.enter();
    },
    ticket: ({ ticket }) => session.setTicket(ticket),
    shown({ open, full }) {
      store.set({ open, full });
      follower.markRead();
    },
    shutdown() {
      follower.leave();
      session.forget();
      first.discard();
      for (const name of ["conversation", "draft"]) keep.set(name, null);
    },
  };
  return (message) => (answers[message.type] as (message: HostMessage) => void)(message);
}

/** What the browser tells by itself. */
function listen({ workspace, store, follower, session }: Parts): void {
  document.addEventListener("visibilitychange", () => {
    store.set({});
    follower.markRead();
  });
  addEventListener("online", () => follower.feed()?.sync.resync());
  addEventListener("storage", ({ key, newValue }) => {
    // Another tab has started a conversation.
    const started = key === `sidetone:${workspace}:conversation` && newValue !== null;
    if (started && !follower.feed()) void session.enter();
  });
}

function actions({ store, session, follower, first, keep, post, api }: Parts) {
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
    retryConnection() {
      const feed = follower.feed();
      if (feed) feed.sync.resync();
      else void session.enter();
    },
  };
}
