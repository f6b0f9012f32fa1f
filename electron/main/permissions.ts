import { isOwnPage } from "./own-page.ts";
import type { PickScreen, ScreenRequest } from "./screen-picker.ts";

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
  // An empty list is how Electron 25 asks for the screen; see `mayAskForScreen`.
  return (
    mediaTypes !== undefined &&
    mediaTypes.length > 0 &&
    mediaTypes.every((type) => type === "audio" || type === "video")
  );
}

/**
 * Whether the page may ask the person for a screen. What it gets is decided by him, in a menu of the system; without his
 * choice it gets nothing.
 */
function mayAskForScreen({ permission, origin, isMainFrame, mediaTypes }: PermissionAsk): boolean {
  if (!isMainFrame || !isOwnPage(origin)) return false;
  return permission === "display-capture" || (permission === "media" && mediaTypes?.length === 0);
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
type DisplayHandler = (request: ScreenRequest, answer: (streams: object) => void) => void;

/** Sets all four handlers: a question that none of them sees would be granted. */
export function startPermissions(session: Handlers, pickScreen: PickScreen): void {
  session.setPermissionRequestHandler((_page, permission, answer, details) => {
    const { requestingUrl: origin, isMainFrame = false, mediaTypes } = details;
    const ask = { permission, origin, isMainFrame, mediaTypes };
    answer(mayUse(ask) || mayAskForScreen(ask));
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
  session.setDisplayMediaRequestHandler((request, answer) => {
    const give = (streams: object) => {
      // An empty answer is the refusal; Electron 25 throws on it after having refused.
      try {
        answer(streams);
      } catch {}
    };
    pickScreen(request).then(
      (video) => give(video ? { video } : {}),
      () => give({}),
    );
  });
}
