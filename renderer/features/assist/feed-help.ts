import type { ApiClient } from "#renderer/platform/http/api.ts";
import type { Observable } from "#renderer/platform/observable.ts";
import { can } from "#renderer/platform/session/can.ts";
import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { HelpRequest } from "#shared/contract/help.ts";
import type { Me } from "#shared/contract/session.ts";
import { type HelpStore, helpStore, withHelp, withHelpList } from "./help-store.ts";

type Client = Pick<ApiClient, "help">;

/** What is open now: of those whom one looks after, and one's own. */
async function listed(client: Client, me: Me): Promise<HelpRequest[]> {
  const [others, mine] = await Promise.all([
    can(me, "conversation.assist") ? client.help.list() : [],
    can(me, "conversation.reply") ? client.help.mine() : [],
  ]);
  return [...others, ...mine] as HelpRequest[];
}

/** The one place where requests for help enter the renderer. Returns the unsubscriber. */
export function feedHelp(
  news: NewsSource,
  client: Client,
  myself: Observable<Me>,
  store: HelpStore = helpStore,
) {
  const ask = () => {
    const before = new Set(Object.keys(store.getState().byId));
    listed(client, myself.get()).then(
      (all) => store.setState((state) => withHelpList(state, all, before)),
      // The next connect asks again.
      () => {},
    );
  };
  const removers = [
    news.onSnapshot(ask),
    news.on("help.changed", (request) => store.setState((state) => withHelp(state, request))),
  ];
  return () => {
    for (const remove of removers) remove();
    store.setState({ byId: {} });
  };
}
