import type { Observable } from "#shared/sync/observable.ts";
import type { FrameMessage, HostMessage } from "../protocol.ts";
import { actions, type Parts, seenTeaser } from "./actions.ts";
import { type Api, type CallbackInput, createApi, type SessionAnswer } from "./api.ts";
import { type Calls, createCalls } from "./calls.ts";
import { type ChatState, isSeen, newer } from "./chat-state.ts";
import { createChatStore } from "./chat-store.ts";
import { createFirstMessage, type Opening } from "./first-message.ts";
import { createFollower, createReadMarks } from "./follower.ts";
import { languageOf } from "./i18n/index.ts";
import { createPresence } from "./presence.ts";
import { createSession } from "./session.ts";
import { createChime } from "./sound.ts";
import type { Keep } from "./storage.ts";

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
  askCallback(input: CallbackInput): Promise<void>;
  leave(): Promise<void>;
  /** A key was pressed in the composer. */
  pressed(): void;
  /** What is typed and not sent, over changes of page. */
  readonly draft: { get(): string; set(text: string): void };
  setSound(on: boolean): void;
  dismiss(): void;
  close(): void;
  /** The teaser: opens, puts away, tells its height. */
  open(): void;
  notNow(): void;
  startCall: Calls["start"];
  tease(height: number): void;
  retryConnection(): void;
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const newId = () => crypto.randomUUID();

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
    queue: "",
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
      queue: () => parts.queue,
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
      other: (conversation) => begun(parts, conversation),
      called: (call) => parts.calls.heard(call),
      connected: () => void parts.calls.check(),
    }),
    calls: createCalls({
      api,
      keep,
      read,
      set,
      load: () => loadCalls(parts),
      began: (conversationId) => void listenForCall(parts, conversationId),
    }),
    presence: createPresence({
      api,
      keep,
      page: () => parts.page,
      language,
      mayInvite: () =>
        !read().open && !read().starting && (read().conversation?.state ?? "closed") === "closed",
      invite: (invitation) => set({ invitation: { ...invitation, seen: false } }),
      later(run, ms) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      isHidden: () => document.hidden,
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
  if (store.read().config?.visitors) {
    parts.presence.start();
    if (!conversation) void follower.listen();
  }
  first.resume();
  void parts.calls.check();
}

async function loadCalls({ workspace, api, store, ...parts }: Parts) {
  const { read } = store;
  const { openCalls, CallPanel } = await import("./call/index.ts");
  const session = openCalls({
    ...{ workspace, api, language: () => read().language, queue: () => parts.queue },
    mayRing: () => read().sound,
    wantsName: () => !read().verified && !read().name && read().config?.prechat.askName === true,
  });
  return { session, Panel: CallPanel };
}

/** A call has news, and it may have a conversation that is not known here yet. */
async function listenForCall(parts: Parts, conversationId: string | null): Promise<void> {
  const { store, follower, post, api } = parts;
  post({ type: "active", value: true });
  const known = store.read().conversation?.id;
  if (!known) void follower.listen();
  if (!conversationId || known === conversationId) return;
  const conversation = await api.current().catch(() => null);
  if (conversation?.id === conversationId) begun(parts, conversation);
}

function begun(parts: Parts, conversation: SessionAnswer["conversation"] & object): void {
  const { store, follower, post, keep, customerId } = parts;
  store.set({ conversation: newer(store.read().conversation, conversation), invitation: null });
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
  const { store, session, follower, first, keep, presence } = parts;
  const answers: Hearing = {
    init({ config, page, language, identity, queue, open }) {
      parts.page = page;
      parts.queue = queue;
      session.setTicket(config.siteTicket);
      session.setIdentity(identity);
      store.set({ config, language: languageOf(language), open });
      void session.enter();
    },
    page({ url, title }) {
      parts.page = { url, title };
      tellPage(parts);
      parts.presence.beat();
    },
    identify({ token }) {
      session.setIdentity(token);
      void session.enter();
    },
    ticket: ({ ticket }) => session.setTicket(ticket),
    shown({ open, full }) {
      store.set({ open, full, ...(open ? seenTeaser(store.read()) : {}) });
      follower.markRead();
    },
    shutdown() {
      parts.calls.leave();
      follower.leave();
      presence.stop();
      session.forget();
      first.discard();
      for (const name of ["conversation", "draft", "invited", "calling"]) keep.set(name, null);
    },
  };
  return (message) => (answers[message.type] as (message: HostMessage) => void)(message);
}

/** What the browser tells by itself. */
function listen({ workspace, store, follower, session, presence, calls }: Parts): void {
  document.addEventListener("visibilitychange", () => {
    store.set({});
    follower.markRead();
    presence.beat();
  });
  addEventListener("online", () => {
    follower.feed()?.sync.resync();
    calls.networkChanged();
  });
  addEventListener("storage", ({ key, newValue }) => {
    // Another tab has started a conversation.
    const started = key === `sidetone:${workspace}:conversation` && newValue !== null;
    if (started && !follower.feed()) void session.enter();
  });
}
