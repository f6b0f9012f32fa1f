import type { StoredFile } from "#shared/contract/files.ts";
import type { VisitorConversation, WidgetConfig } from "#shared/contract/widget.ts";
import type { ConnectionState, LogView, OutboxEntry } from "#shared/sync/index.ts";
import type { CallState } from "./call/call-state.ts";
import type { Calling } from "./calling.ts";
import type { LanguageTag } from "./i18n/index.ts";

/** The first message on its way; kept on this device until the server has answered. */
export interface PendingStart {
  readonly clientId: string;
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly createdAt: number;
  readonly failure: string | null;
}

/** A file being uploaded, or waiting to go with the next message. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly stored: StoredFile | null;
}

/** A passing word to the visitor: a code of the catalogue, or one of our own about a file. */
export interface Notice {
  readonly code: string;
  readonly name: string;
}

/** What the site says by itself. */
export interface Invitation {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

export interface ChatState {
  /** `refused`: this visitor cannot chat here, `problem` says why. */
  readonly phase: "booting" | "ready" | "refused";
  readonly problem: string | null;
  readonly config: WidgetConfig | null;
  readonly language: LanguageTag;
  readonly name: string | null;
  readonly verified: boolean;
  readonly conversation: VisitorConversation | null;
  readonly log: LogView | null;
  readonly outbox: readonly OutboxEntry[];
  readonly starting: PendingStart | null;
  readonly connection: ConnectionState | null;
  /** Who of the staff is writing. */
  readonly typing: string | null;
  readonly open: boolean;
  readonly full: boolean;
  readonly uploads: readonly Upload[];
  readonly notice: Notice | null;
  readonly sound: boolean;
  readonly unread: number;
  /** Shown above the button until it is `seen`, then inside. */
  readonly invitation: (Invitation & { readonly seen: boolean }) | null;
  /** The conversation, or the call, whose teaser he has put away. */
  readonly dismissed: string | null;
  /** His call, from the first click to the last screen. */
  readonly call: CallState | null;
  readonly calling: Calling | null;
}

export const firstState = (language: LanguageTag, sound: boolean): ChatState => ({
  phase: "booting",
  problem: null,
  config: null,
  language,
  name: null,
  verified: false,
  conversation: null,
  log: null,
  outbox: [],
  starting: null,
  connection: null,
  typing: null,
  open: false,
  full: false,
  uploads: [],
  notice: null,
  sound,
  unread: 0,
  invitation: null,
  dismissed: null,
  call: null,
  calling: null,
});

/** Messages of the staff that the visitor has not read. */
export function unreadIn(log: LogView | null, read: number): number {
  if (!log) return 0;
  return log.events.filter(
    ({ seq, author, body }) => seq > read && isFromStaff(author) && body.kind === "message",
  ).length;
}

export const isFromStaff = ({ kind }: { kind: string }): boolean => kind === "agent" || kind === "bot";

/** Keeps the newer of two versions. */
export const newer = (known: VisitorConversation | null, news: VisitorConversation): VisitorConversation =>
  known && known.id === news.id && known.version > news.version ? known : news;

/** The visitor has the conversation before his eyes. */
export const isSeen = ({ open }: Pick<ChatState, "open">): boolean => open && !document.hidden;
