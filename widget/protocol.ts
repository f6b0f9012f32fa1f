import type { WidgetConfig } from "#shared/contract/widget.ts";

/**
 * What the script on the site's page and the frame on our origin may say to each other. Both ends check the
 * exact origin, the exact window and the exact shape; anything else is ignored without an answer.
 */
export interface PageSeen {
  readonly url: string;
  readonly title: string;
}

export interface Init {
  readonly config: WidgetConfig;
  readonly page: PageSeen;
  readonly language: string;
  readonly identity: string;
  /** The queue that the page asks for; empty: none. */
  readonly queue: string;
  readonly open: boolean;
}

/** From the site's page to the frame. */
export interface HostMessages {
  init: Init;
  page: PageSeen;
  identify: { readonly token: string };
  ticket: { readonly ticket: string };
  shown: { readonly open: boolean; readonly full: boolean };
  shutdown: Record<never, never>;
}

/** From the frame to the site's page. */
export interface FrameMessages {
  ready: Record<never, never>;
  close: Record<never, never>;
  "ticket-wanted": Record<never, never>;
  unread: { readonly count: number };
  /** Whether there is a conversation worth loading the frame for on the next page. */
  active: { readonly value: boolean };
  /** Something to be seen although the widget is closed, so many pixels high; 0: nothing (any more). */
  teaser: { readonly height: number };
  open: Record<never, never>;
}

export type HostMessage = { [K in keyof HostMessages]: { type: K } & HostMessages[K] }[keyof HostMessages];
export type FrameMessage = {
  [K in keyof FrameMessages]: { type: K } & FrameMessages[K];
}[keyof FrameMessages];

type Check = (value: unknown) => boolean;
export type Shape = Readonly<Record<string, Check>>;

/** True for a plain object with exactly these fields, each passing its check. */
export function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const names = Object.keys(shape);
  if (Object.keys(value).length !== names.length) return false;
  return names.every(
    (name) => Object.hasOwn(value, name) && shape[name]?.((value as Record<string, unknown>)[name]),
  );
}

/** Text of at most so many characters. */
export const text =
  (max: number): Check =>
  (value) =>
    typeof value === "string" && value.length <= max;
export const flag: Check = (value) => typeof value === "boolean";
export const count: Check = (value) => Number.isInteger(value) && (value as number) >= 0;

/**
 * The message in an event, or nothing: from another window, another origin, of an unknown type or another
 * shape. Messages travel as `{ sidetone: { type, … } }`, so that other libraries' messages are not mistaken.
 */
export function heard<M>(
  event: Pick<MessageEvent, "data" | "origin" | "source">,
  from: { readonly window: unknown; readonly origin: string },
  shapes: Readonly<Record<string, Shape>>,
): M | undefined {
  if (event.origin !== from.origin || event.source !== from.window || !from.window) return undefined;
  if (!hasShape(event.data, { sidetone: (value) => typeof value === "object" && value !== null }))
    return undefined;
  const message = (event.data as { sidetone: { type?: unknown } }).sidetone;
  const type = message.type;
  if (typeof type !== "string" || !Object.hasOwn(shapes, type)) return undefined;
  return hasShape(message, { ...shapes[type], type: (value) => value === type }) ? (message as M) : undefined;
}

/** Shapes the loader accepts from the frame. */
export const frameShapes: Readonly<Record<keyof FrameMessages, Shape>> = {
  ready: {},
  close: {},
  "ticket-wanted": {},
  unread: { count },
  active: { value: flag },
  teaser: { height: count },
  open: {},
};
