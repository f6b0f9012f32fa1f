import { isThere, places } from "../../shared/permissions/places.ts";

export const DEEP_LINK_SCHEME = "sidetone";
const LONGEST = 256;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const paths: readonly string[] = places.filter(isThere).map(({ path }) => path);

/** `sidetone://setup/users` opens `/setup/users`. Whether that is open to whoever sits there is asked inside. */
const placeNamed = (path: string): string | undefined =>
  path === "/setup" || paths.includes(path) ? path : undefined;

// What a link may ask for beside the places of the menus. Links only show; they never do.
const things: Record<string, (rest: string) => string | undefined> = {
  "": (rest) => (rest === "" ? "/" : undefined),
  conversation: (rest) => (uuid.test(rest) ? `/workspace/${rest}` : undefined),
  user: (rest) => (uuid.test(rest) ? `/setup/users/${rest}` : undefined),
};

/** Reads `sidetone://conversation/<id>` from outside; undefined for everything that is not on the list. */
export function parseDeepLink(link: string): string | undefined {
  if (link.length > LONGEST || !/^sidetone:\/\/[a-z]*(\/[0-9a-z-]*)?$/i.test(link)) return undefined;
  const [action = "", rest = ""] = link.slice(`${DEEP_LINK_SCHEME}://`.length).toLowerCase().split("/");
  if (Object.hasOwn(things, action)) return things[action]?.(rest);
  return placeNamed(rest === "" ? `/${action}` : `/${action}/${rest}`);
}

/** The deep link in a command line. Chromium adds switches of its own, so that its place is not known. */
export function deepLinkIn(argv: readonly string[]): string | undefined {
  for (const word of argv) {
    const path = parseDeepLink(word);
    if (path) return path;
  }
  return undefined;
}
