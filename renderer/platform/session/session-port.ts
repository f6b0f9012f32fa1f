import type * as z from "zod";
import type { AddressFailure, Persistence, SignInFailure } from "#shared/bridge/desktop.ts";
import type { ServerPlace } from "../http/api.ts";

export type SignInProblem = SignInFailure;
export type AddressProblem = z.infer<typeof AddressFailure>;
export type SignInResult =
  | { readonly ok: true; readonly persistence: Persistence | null }
  | { readonly ok: false; readonly code: SignInProblem; readonly retryAfterSeconds?: number };

export interface SessionState {
  readonly signedIn: boolean;
  /** Where the sign-in is kept; null in a browser, whose cookie is its own affair. */
  readonly persistence: Persistence | null;
}

/** Who is signed in where. The desktop asks its main process; a browser asks the server that served the page. */
export interface SessionPort {
  readonly kind: "desktop" | "browser";
  /** Null until the desktop has been told the workspace's address. */
  place(): Promise<ServerPlace | null>;
  setAddress(address: string): Promise<{ ok: true } | { ok: false; code: AddressProblem }>;
  state(): Promise<SessionState>;
  signIn(email: string, password: string): Promise<SignInResult>;
  signOut(): Promise<void>;
  /** The sign-in changed outside this page: signed out, revoked, another address. */
  onChange(
    listener: (reason: "signed_in" | "signed_out" | "revoked" | "address_changed") => void,
  ): () => void;
}
