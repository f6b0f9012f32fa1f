import { isOwnPage } from "./own-page.ts";

/** What Electron tells about a request, as far as the decision needs it. */
export type PermissionAsk = {
  permission: string;
  /** The page that asks, not the window it stands in. */
  origin: string | undefined;
  isMainFrame: boolean;
  mediaTypes?: readonly string[] | undefined;
};

const allowed = new Set(["notifications", "clipboard-sanitized-write", "speaker-selection"]);

/** Electron grants everything by default. We grant these, to our own page's main frame, and nothing else. */
export function mayUse({ permission, origin, isMainFrame, mediaTypes }: PermissionAsk): boolean {
  if (!isMainFrame || !isOwnPage(origin)) return false;
  if (permission !== "media") return allowed.has(permission);
  // An empty list is how Electron 25 asks for the screen; that has a handler, and a denial, of its own.
  return (
    mediaTypes !== undefined &&
    mediaTypes.length > 0 &&
    mediaTypes.every((type) => type === "audio" || type === "video")
  );
}

type Handlers = {
  setPermissionRequestHandler(handler: RequestHandler | null): void;
  setPermissionCheckHandler(handler: CheckHandler | null): void;
  setDevicePermissionHandler(handler: (() => boolean) | null): void;
  setDisplayMediaRequestHandler(handler: DisplayHandler | null): void;
};
type Details = {
  requestingUrl?: string;
  isMainFrame?: boolean;
  mediaTypes?: readonly string[];
  mediaType?: string;
};
type RequestHandler = (
  page: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: Details,
) => void;
type CheckHandler = (page: unknown, permission: string, origin: string, details: Details) => boolean;
type DisplayHandler = (request: unknown, answer: (streams: object) => void) => void;

/** Sets all four handlers: a question that none of them sees would be granted. */
export function startPermissions(session: Handlers): void {
  session.setPermissionRequestHandler((_page, permission, answer, details) => {
    const { requestingUrl: origin, isMainFrame = false, mediaTypes } = details;
    answer(mayUse({ permission, origin, isMainFrame, mediaTypes }));
  });
  session.setPermissionCheckHandler((_page, permission, origin, { isMainFrame = false, mediaType }) =>
    mayUse({
      permission,
      origin,
      isMainFrame,
      mediaTypes: mediaType === undefined ? undefined : [mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    // An empty answer is the refusal; Electron 25 throws on it after having refused.
    try {
      answer({});
    } catch {}
  });
}
