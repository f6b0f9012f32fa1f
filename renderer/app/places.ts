/**
 * The desktop and deep links name places by path, the router keeps them behind `#`. Turns `/workspace/x` and
 * `/app/workspace/x` into `#/workspace/x` before the router looks.
 */
export function hashOf(pathname: string, hash: string): { base: string; hash: string } {
  const underApp = /^\/app(?=\/|$)/.test(pathname);
  const base = underApp ? "/app/" : "/";
  const inside = underApp ? pathname.slice("/app".length) : pathname;
  if (hash.startsWith("#/") || inside === "" || inside === "/" || inside === "/index.html")
    return { base, hash };
  return { base, hash: `#${inside}` };
}
