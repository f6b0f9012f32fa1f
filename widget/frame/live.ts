import type { Api } from "./api.ts";
import { type FeedDeps, feedConversation } from "./conversation-feed.ts";
import { createVisitorTransport } from "./visitor-transport.ts";

/** The part that a conversation needs and a first look does not: socket, sync client. Loaded when needed. */
export const goLive = (id: string, api: Api, token: () => string, deps: Omit<FeedDeps, "transport">) =>
  feedConversation(id, { ...deps, transport: createVisitorTransport(api, token) });
