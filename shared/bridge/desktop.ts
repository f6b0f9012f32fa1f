import { z } from "zod";
import { type CallName, callNames, type NewsName, newsNames } from "./names.ts";

/** A place inside the app. Never a full address, and never `//host`, which a browser reads as another host. */
export const AppPath = z
  .string()
  .max(512)
  .regex(/^\/(?![/\\])[^\s\\]*$/u);

const NotificationId = z.string().min(1).max(128);

/** Where the sign-in is kept: the keychain outlives a restart, memory does not (and the user is told so). */
export const Persistence = z.enum(["keychain", "memory"]);
export type Persistence = z.infer<typeof Persistence>;

export const SignInFailure = z.enum([
  "wrong_credentials",
  "too_many_attempts",
  "no_address",
  "unreachable",
  /** The password was right; the code of the authenticator app is asked for next. */
  "second_factor_needed",
  "wrong_code",
  /** It took too long, or there were too many wrong codes: one begins anew with the password. */
  "step_ended",
  "address_not_allowed",
  "server_error",
]);
export type SignInFailure = z.infer<typeof SignInFailure>;

export const AddressFailure = z.enum(["not_an_address", "insecure", "unreachable", "not_a_workspace"]);
export type AddressFailure = z.infer<typeof AddressFailure>;

const SignInOutcome = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), persistence: Persistence }),
  z.strictObject({
    ok: z.literal(false),
    code: SignInFailure,
    /** Set with `too_many_attempts` when the server said how long to wait. */
    retryAfterSeconds: z.number().int().positive().optional(),
  }),
]);

/** Six digits of the authenticator app, or a recovery code. */
export const SecondFactorAnswer = z.union([
  z.strictObject({ code: z.string().min(1).max(20) }),
  z.strictObject({ recoveryCode: z.string().min(1).max(40) }),
]);
export type SecondFactorAnswer = z.infer<typeof SecondFactorAnswer>;

const AuthState = z.strictObject({ signedIn: z.boolean(), persistence: Persistence });

/** Why the sign-in changed. `revoked`: the server no longer knows the session. */
export const AuthChange = z.enum(["signed_in", "signed_out", "revoked", "address_changed"]);

/** All that a web page may ask of the operating system. Adding a line here is a security review. */
const calls = {
  "app.info": {
    input: z.void(),
    output: z.strictObject({
      name: z.string(),
      version: z.string(),
      platform: z.string(),
      electron: z.string(),
      chrome: z.string(),
      packaged: z.boolean(),
    }),
  },
  /** The step that the password led to is kept in the main process too; this answers it. */
  "auth.secondFactor": { input: SecondFactorAnswer, output: SignInOutcome },
  /** The session's secrets stay in the main process: the page learns only whether it worked. */
  "auth.signIn": {
    input: z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(1024) }),
    output: SignInOutcome,
  },
  "auth.signOut": { input: z.void(), output: z.void() },
  "auth.state": { input: z.void(), output: AuthState },
  "badge.set": { input: z.number().int().min(0).max(999), output: z.void() },
  /** Opens https, mailto and tel in the system's own program; asks the user when the host is not the workspace's. */
  "external.open": {
    input: z.strictObject({ url: z.string().min(1).max(2048) }),
    output: z.strictObject({ opened: z.boolean() }),
  },
  "notification.close": { input: z.strictObject({ id: NotificationId }), output: z.void() },
  "notification.show": {
    input: z.strictObject({
      id: NotificationId,
      title: z.string().min(1).max(120),
      body: z.string().max(300),
      path: AppPath,
    }),
    output: z.strictObject({ shown: z.boolean() }),
  },
  "server.address.get": { input: z.void(), output: z.strictObject({ address: z.string().nullable() }) },
  /** A new address makes the desktop load its windows anew, because the page's security policy names the server. */
  "server.address.set": {
    input: z.strictObject({ address: z.string().min(1).max(2048) }),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true), address: z.string(), loadsAnew: z.boolean() }),
      z.strictObject({ ok: z.literal(false), code: AddressFailure }),
    ]),
  },
  "theme.set": { input: z.enum(["light", "dark", "system"]), output: z.void() },
  /** Flashes the taskbar entry and shows a hidden window behind the others; never takes the focus. */
  "window.attention": { input: z.strictObject({ on: z.boolean() }), output: z.void() },
  "window.openSecond": { input: z.strictObject({ path: AppPath }), output: z.void() },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

/** All that the operating system tells a web page. */
const news = {
  "auth.changed": z.strictObject({ signedIn: z.boolean(), persistence: Persistence, reason: AuthChange }),
  "notification.clicked": z.strictObject({ id: NotificationId, path: AppPath }),
  /** A deep link or a second start asked for this place. */
  "path.requested": AppPath,
  "power.resumed": z.strictObject({ at: z.number() }),
} as const satisfies Record<NewsName, z.ZodType>;

export const desktop = { calls, news, callNames, newsNames } as const;

export type Calls = typeof calls;
export type News = typeof news;
export type CallInput<K extends CallName> = z.output<Calls[K]["input"]>;
export type CallOutput<K extends CallName> = z.output<Calls[K]["output"]>;
export type NewsPayload<K extends NewsName> = z.output<News[K]>;

/** Why a call was rejected: it is the message of the error that the page's promise rejects with. */
export const callRefusals = ["refused", "invalid_input", "unknown_call", "internal"] as const;
export type CallRefusal = (typeof callRefusals)[number];

/** What crosses the process border for each call; the preload turns a refusal into a rejected promise. */
export type CallReply<T> = { ok: true; value: T } | { ok: false; code: CallRefusal };

/** `window.desktop`; absent when the same page runs in a browser. */
export type DesktopBridge = {
  call<K extends CallName>(
    name: K,
    ...input: CallInput<K> extends void ? [] : [CallInput<K>]
  ): Promise<CallOutput<K>>;
  /** Returns the remover of the listener. */
  on<K extends NewsName>(name: K, listener: (payload: NewsPayload<K>) => void): () => void;
};

declare global {
  interface Window {
    readonly desktop?: DesktopBridge;
  }
}

export type { CallName, NewsName };
