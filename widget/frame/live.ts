import type { VisitorConversation } from "#shared/contract/widget.ts";
import type { Api } from "./api.ts";
import { type FeedDeps, feedConversation } from "./conversation-feed.ts";
import { createVisitorTransport } from "./visitor-transport.ts";

/** The part that a conversation needs and a first look does not: socket, sync client. Loaded when needed. */
export const goLive = (id: string, api: Api, token: () => string, deps: Omit<FeedDeps, "transport">) =>
  feedConversation(id, { ...deps, transport: createVisitorTransport(api, token) });

const returnMs = 10_000;

/** Only listens: for a conversation that somebody of the staff begins, or a call. Returns the end of it. */
export function listen(
  api: Api,
  token: () => string,
  { other, called, connected }: Pick<FeedDeps, "other" | "called" | "connected">,
): () => void {
  const transport = createVisitorTransport(api, token);
  let timer = 0;
  const removers = [
    transport.on<VisitorConversation>("conversation.changed", (news) => {
      if (news.state !== "closed") other(news);
    }),
    transport.on("call.changed", called),
    transport.onConnect(connected),
    transport.onDisconnect(({ retryAfterMs, ended }) => {
      // Not all visitors of a site at the same moment.
      const ms = (retryAfterMs ?? returnMs) * (1 + Math.random());
      if (!ended) timer = window.setTimeout(transport.connect, ms);
    }),
  ];
  transport.connect();
  return () => {
    clearTimeout(timer);
    for (const remove of removers) remove();
    transport.disconnect();
  };
}
