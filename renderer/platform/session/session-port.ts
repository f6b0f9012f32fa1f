import type * as z from "zod";
import type {
  AddressFailure,
  Persistence,
  SecondFactorAnswer,
  SignInFailure,
} from "#shared/bridge/desktop.ts";
import type { ServerPlace } from "../http/api.ts";

export type { SecondFactorAnswer };

/** What only a browser can run into: a passkey of this device, the company's identity provider. */
export type SignInProblem =
  | SignInFailure
  | "passkey_cancelled"
  | "passkey_refused"
  | "sso_not_set_up"
  | "sso_refused";
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
  /** After a new address the page is loaded anew: whatever it showed until then would be lost with what is typed. */
  setAddress(
    address: string,
  ): Promise<{ ok: true; loadsAnew: boolean } | { ok: false; code: AddressProblem }>;
  state(): Promise<SessionState>;
  signIn(email: string, password: string): Promise<SignInResult>;
  /** Answers what `second_factor_needed` asked for; which step it was, the port knows. */
  secondFactor(answer: SecondFactorAnswer): Promise<SignInResult>;
  /** By a passkey of this device; absent where none can be used. */
  readonly passkey?: () => Promise<SignInResult>;
  /** Where the browser goes to sign in at the company's identity provider; absent where it cannot come back from there. */
  readonly company?: (
    email: string,
  ) => Promise<{ readonly ok: true; readonly url: string } | Extract<SignInResult, { ok: false }>>;
  signOut(): Promise<void>;
  /** The sign-in changed outside this page: signed out, revoked, another address. */
  onChange(
    listener: (reason: "signed_in" | "signed_out" | "revoked" | "address_changed") => void,
  ): () => void;
}
