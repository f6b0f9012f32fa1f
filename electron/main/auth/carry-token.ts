import { isOwnPage } from "../own-page.ts";

/** What Electron tells about a request, as far as it matters here. */
export type RequestFacts = {
  url: string;
  method: string;
  webContentsId?: number;
  frame?: { url: string; top: unknown } | null;
};

/**
 * Whether our page's request gets the access token: to the workspace's server and nowhere else, and asked by the top
 * frame of our own page. Not under `/api/auth`, which knows no access tokens; not on a preflight, which carries none.
 */
export function carriesToken(
  { url, method, webContentsId, frame }: RequestFacts,
  server: string | null,
): boolean {
  if (!server || webContentsId === undefined || method === "OPTIONS") return false;
  if (!frame || frame.top !== frame || !isOwnPage(frame.url)) return false;
  const target = new URL(url);
  if (target.origin.replace(/^ws/, "http") !== server) return false;
  const path = target.pathname;
  if (path === "/api/auth" || path.startsWith("/api/auth/")) return false;
  return path.startsWith("/api/") || path === "/socket.io" || path.startsWith("/socket.io/");
}

type Headers = Record<string, string>;
type Listening = {
  onBeforeSendHeaders(
    filter: { urls: string[] },
    listener: (
      details: RequestFacts & { id: number; requestHeaders: Headers },
      answer: (change: { requestHeaders?: Headers }) => void,
    ) => void,
  ): void;
  onHeadersReceived(
    filter: { urls: string[] },
    listener: (
      details: RequestFacts & { id: number; statusCode: number; responseHeaders?: Record<string, string[]> },
      answer: (change: { responseHeaders?: Record<string, string[]> }) => void,
    ) => void,
  ): void;
};

type CarryDeps = {
  webRequest: Listening;
  serverAddress(): string | null;
  accessToken(): string | undefined | Promise<string | undefined>;
  tokenRefused(token: string): Promise<unknown>;
};

const everywhere = { urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*"] };

/** Adds the access token to our page's requests, HTTP and the WebSocket's first request alike. */
export function startCarryingTokens({
  webRequest,
  serverAddress,
  accessToken,
  tokenRefused,
}: CarryDeps): void {
  const sent = new Map<number, string>();

  webRequest.onBeforeSendHeaders(everywhere, (details, answer) => {
    if (!carriesToken(details, serverAddress())) return answer({});
    const withToken = (token: string | undefined) => {
      // Whatever the page wrote there is not a token of ours.
      const { Authorization: _mine, authorization: _or, ...requestHeaders } = details.requestHeaders;
      if (!token) return answer({ requestHeaders });
      remember(sent, details.id, token);
      answer({ requestHeaders: { ...requestHeaders, Authorization: `Bearer ${token}` } });
    };
    const token = accessToken();
    if (token instanceof Promise) token.then(withToken, () => withToken(undefined));
    else withToken(token);
  });

  webRequest.onHeadersReceived(everywhere, (details, answer) => {
    const token = sent.get(details.id);
    sent.delete(details.id);
    if (token && details.statusCode === 401) void tokenRefused(token);
    if (details.webContentsId === undefined || !details.responseHeaders) return answer({});
    // The server hands out refresh tokens in this header. Only the main process may read it.
    const kept = Object.entries(details.responseHeaders).filter(
      ([name]) => name.toLowerCase() !== "set-auth-token",
    );
    answer({ responseHeaders: Object.fromEntries(kept) });
  });
}

// Requests that never get an answer must not pile up.
function remember(sent: Map<number, string>, id: number, token: string) {
  sent.set(id, token);
  if (sent.size > 500) sent.delete(sent.keys().next().value as number);
}
