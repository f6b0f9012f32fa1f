/** `https://*.example.com`: any sub-domain, but only where somebody has written it so. */
const wildcard = /^(https?:)\/\/\*\.([a-z0-9-]+(?:\.[a-z0-9-]+)+)(:\d{1,5})?$/i;

/** The origin of an Origin or Referer header; nothing for `null`, other schemes and nonsense. */
export function originOf(header: string | undefined): string | undefined {
  if (!header || !URL.canParse(header)) return undefined;
  const { origin, protocol } = new URL(header);
  return protocol === "http:" || protocol === "https:" ? origin : undefined;
}

/** Whether a page of this origin may carry the widget. Origins are compared whole, never by their beginning. */
export function isAllowedSite(origin: string, sites: readonly string[]): boolean {
  const asked = originOf(origin);
  if (asked !== origin) return false;
  return sites.some((site) => originOf(site) === asked || matchesWildcard(new URL(asked), site));
}

function matchesWildcard({ protocol, hostname, port }: URL, site: string): boolean {
  const [, scheme, domain, sitePort] = wildcard.exec(site) ?? [];
  if (!scheme || !domain) return false;
  return (
    protocol === scheme.toLowerCase() &&
    port === (sitePort ?? "").slice(1) &&
    hostname.endsWith(`.${domain.toLowerCase()}`)
  );
}

/** The sources for `frame-ancestors`. What is not an origin does not get into a header. */
export const frameAncestors = (sites: readonly string[]): string[] =>
  sites.flatMap((site) => (wildcard.test(site) ? site : (originOf(site) ?? [])));
