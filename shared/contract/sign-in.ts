import * as z from "zod";
import { Step, TotpCode, WebAuthnJson } from "./factors.ts";
import { Moment } from "./ids.ts";

/**
 * How one signs in: plain POSTs of JSON below `/api/auth`, the one door for it, for browsers and the desktop's main
 * process alike. Failures have the form of the contract's (`{ code, message, data }`). Who is in gets the cookie and, in
 * the header `set-auth-token`, the session token that the desktop keeps; nobody is in before the last step.
 *
 * | call | input | answer | failures |
 * |---|---|---|---|
 * | `sign-in/email` | {@link PasswordSignIn} | {@link SignInAnswer} | auth.wrong_credentials, auth.address_not_allowed |
 * | `sign-in/second-factor` | {@link SecondFactorSignIn} | {@link SignInAnswer} | auth.wrong_code, auth.step_ended |
 * | `sign-in/passkey/start` | `{}` | {@link PasskeyChallenge} | |
 * | `sign-in/passkey` | {@link PasskeySignIn} | {@link SignInAnswer} | auth.passkey_refused, auth.address_not_allowed |
 * | `sign-in/sso` | {@link SsoSignIn} | {@link SsoStart} | sso.not_set_up, sso.issuer_unreachable |
 *
 * All of them: request.invalid, request.rate_limited (with Retry-After for passwords), server.busy. The identity provider sends the
 * browser back to `GET /api/auth/sso/callback`, which ends at `/app/` signed in, or at `/app/#sso=refused`.
 */

const tooLong = "must be text of at most 1024 characters";
export const PasswordSignIn = z.object({
  email: z
    .string("must be an e-mail address")
    .min(1, "must be an e-mail address")
    .max(254, "must be an e-mail address")
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), "must be an e-mail address"),
  // Refused before it is hashed: hashing a megabyte is work we would do for a stranger.
  password: z.string(tooLong).max(1_024, tooLong),
});

/** Six digits of the authenticator app, or a recovery code. After five wrong ones one begins anew, with the password. */
export const SecondFactorSignIn = z.union([
  z.object({ step: Step, code: TotpCode }),
  z.object({ step: Step, recoveryCode: z.string().min(1).max(40) }),
]);
export const PasskeySignIn = z.object({ step: Step, response: WebAuthnJson });
/** The address chooses the company's identity provider. */
export const SsoSignIn = PasswordSignIn.pick({ email: true });

/** In, or asked for the second factor: then `secondFactor.step` goes with the code. */
export const SignInAnswer = z.union([
  z.object({ user: z.object({ id: z.string(), name: z.string(), email: z.string() }) }),
  z.object({ secondFactor: z.object({ step: Step, expiresAt: Moment }) }),
]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;

export const PasskeyChallenge = z.object({ step: Step, options: WebAuthnJson });
/** Where the browser goes. */
export const SsoStart = z.object({ url: z.string() });
