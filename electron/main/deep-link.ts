export const DEEP_LINK_SCHEME = "sidetone";
const LONGEST = 256;

// What a link may ask for, and the place in the app where the user sees it. Links only show; they never do.
const places: Record<string, (rest: string) => string | undefined> = {
  "": () => "/",
  workspace: (rest) => (rest === "" ? "/workspace" : undefined),
  conversation: (rest) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(rest) ? `/workspace/${rest}` : undefined,
};

/** Reads `sidetone://conversation/<id>` from outside; undefined for everything that is not on the list. */
export function parseDeepLink(link: string): string | undefined {
  if (link.length > LONGEST || !/^sidetone:\/\/[a-z]*(\/[0-9a-z-]*)?$/i.test(link)) return undefined;
  const [action = "", rest = ""] = link.slice(`${DEEP_LINK_SCHEME}://`.length).toLowerCase().split("/");
  return Object.hasOwn(places, action) ? places[action]?.(rest) : undefined;
}

/** The deep link in a command line. Chromium adds switches of its own, so that its place is not known. */
export function deepLinkIn(argv: readonly string[]): string | undefined {
  for (const word of argv) {
    const path = parseDeepLink(word);
    if (path) return path;
  }
  return undefined;
}
