/** Stands in renderer/index.html wherever the nonce of the response has to go; whoever serves the page replaces it. */
export const NONCE_PLACEHOLDER = "__CSP_NONCE__";

type PagePolicy = {
  /** New for every response. Needed because the user interface library writes `<style>` elements. */
  nonce: string;
  /** Origins the page may call besides its own, e.g. `https://work.example` and `wss://work.example`. */
  connect?: readonly string[];
};

/** The content security policy of the renderer's page, the same under `app://sidetone` and under `/app`. */
export function contentSecurityPolicy({ nonce, connect = [] }: PagePolicy): string {
  const origins = connect.map(asOrigin);
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce))
    throw new Error("a nonce is at least 16 base64 characters");
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...origins].join(" "),
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default dompurify sidetone",
  ].join("; ");
}

/** The two origins of a server: where it is asked, and where it is heard. */
export function serverOrigins(address: string): [http: string, socket: string] {
  const { protocol, origin } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw new Error("a server's address is http or https");
  return [origin, origin.replace(/^http/, "ws")];
}

/** Puts the nonce into a page. */
export const withNonce = (html: string, nonce: string): string => html.replaceAll(NONCE_PLACEHOLDER, nonce);

// A policy is one line of words: an origin that is not exactly an origin could smuggle in a directive.
function asOrigin(text: string): string {
  const match = /^(https?|wss?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.exec(text);
  if (!match) throw new Error(`not an origin: ${JSON.stringify(text)}`);
  return text;
}
