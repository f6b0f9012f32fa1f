import type { NewsSource } from "#renderer/platform/socket/news-gate.ts";
import type { MissedItem } from "#shared/contract/missed.ts";
import { noteDrafts } from "./missed-notes.ts";
import { type MissedStore, missedStore, withMissed, withMissedList } from "./missed-store.ts";
import { unfold } from "./unfolded.ts";

/**
 * The one place where missed items enter the renderer: the list after every connection, then news. `list` answers
 * undefined to whoever may not ask. Returns the unsubscriber.
 */
export function feedMissed(
  news: NewsSource,
  list: () => Promise<MissedItem[] | undefined>,
  store: MissedStore = missedStore,
) {
  const read = () => {
    const since = store.getState();
    list()
      .then((items) => {
        if (items) store.setState((state) => withMissedList(state, items, since));
      })
      // The next connection reads it anew; until then what is known stands.
      .catch(() => {});
  };
  const removers = [
    news.onSnapshot(read),
    news.on("missed.changed", (item) => store.setState((state) => withMissed(state, item))),
  ];
  return () => {
    for (const remove of removers) remove();
    store.setState({ byId: {}, known: false });
    noteDrafts.setState({}, true);
    unfold(null);
  };
}
