import type { PageSeen } from "../protocol.ts";

/** The page as the agent may see it: without the fragment, which some sites keep secrets in. */
export function currentPage(): PageSeen {
  const { href, protocol } = location;
  const url = protocol.startsWith("http") ? (href.split("#")[0] as string) : "";
  return { url: url.slice(0, 2_000), title: plainTitle().slice(0, 300) };
}

let mark = "";
const plainTitle = () =>
  mark && document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;

/** Puts the number of unread messages before the site's own title while nobody looks at the page. */
export function markTitle(unread: number): void {
  const title = plainTitle();
  mark = unread > 0 && document.hidden ? `(${unread}) ` : "";
  if (document.title !== mark + title) document.title = mark + title;
}

/** Tells when address or title change, also in pages that never reload. Returns the remover. */
export function watchPage(changed: (page: PageSeen) => void): () => void {
  let last = JSON.stringify(currentPage());
  let timer = 0;
  const look = () => {
    clearTimeout(timer);
    // The title usually follows the address by some milliseconds.
    timer = window.setTimeout(() => {
      const page = currentPage();
      const now = JSON.stringify(page);
      if (now !== last) changed(page);
      last = now;
    }, 120);
  };
  const restore = [wrapHistory("pushState", look), wrapHistory("replaceState", look)];
  const observer = new MutationObserver(look);
  const title = document.querySelector("title");
  if (title) observer.observe(title, { childList: true, characterData: true, subtree: true });
  addEventListener("popstate", look);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    removeEventListener("popstate", look);
    for (const undo of restore) undo();
  };
}

function wrapHistory(name: "pushState" | "replaceState", after: () => void): () => void {
  const own = history[name];
  const wrapped = function (this: History, ...args: Parameters<History["pushState"]>) {
    own.apply(this, args);
    after();
  };
  history[name] = wrapped;
  return () => {
    // Somebody may have wrapped it after us; then ours must stay in the chain.
    if (history[name] === wrapped) history[name] = own;
  };
}
