import type { DeskNews } from "#shared/contract/socket.ts";
import type { Actor } from "#shared/permissions/can.ts";

/** Why a session is over for a connection. */
export type EndReason = Parameters<DeskNews["session.ended"]>[0]["reason"];

/** An open connection of a session, and the address it comes from. */
export interface SessionUse {
  readonly sessionId: string;
  readonly ip: string;
}

/** The person of a session as he is now, or why it is over. */
export type Standing =
  | { readonly actor: Actor; readonly ended?: undefined }
  | { readonly ended: EndReason; readonly actor?: undefined };
