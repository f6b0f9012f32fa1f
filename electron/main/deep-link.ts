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

/**
 * `tel:+39-06-1234` and `callto:` open the softphone with the number in its field. Digits alone: codes such as `*21*` change
 * how a telephone works, and nobody types them by a link.
 */
function dialPath(link: string): string | undefined {
  const [, written = ""] = /^(?:tel|callto):(\+?[\d().\- ]{3,40})$/i.exec(link.replaceAll("%20", " ")) ?? [];
  const number = written.replaceAll(/[^+\d]/g, "");
  return /^\+?\d{3,20}$/.test(number) ? `/dial/${number}` : undefined;
}

/** Reads `sidetone://conversation/<id>` from outside; undefined for everything that is not on the list. */
export function parseDeepLink(link: string): string | undefined {
  if (/^(tel|callto):/i.test(link)) return dialPath(link);
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
