import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { Moment } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { personLine } from "./text.ts";

/** Asked again before anything that decides who may sign in, so that nobody does it at a desk that was left open. */
const Password = z.string().min(1).max(128);
export const TotpCode = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be six digits"));

export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** What a person signs in with beside the password. */
export const Factors = z.object({
  totp: z.boolean(),
  /** The person's role asks for a second factor. */
  required: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: z.array(Passkey),
});
export type Factors = z.infer<typeof Factors>;

/** Options and answers of WebAuthn go between server and authenticator as they are. */
export const WebAuthnJson = z.record(z.string(), z.unknown());
/** Ten, shown once; each works once. */
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
/** Names what was begun; to be sent along with the answer, within ten minutes. */
export const Step = z.string().min(20).max(100);

/** One's own second factor and passkeys. How they are used to sign in is in {@link file://./sign-in.ts}. */
export const factors = {
  get: procedure("profile.password")
    .route({ method: "GET", path: "/me/factors", summary: "One's second factor and passkeys" })
    .output(Factors),
  startTotp: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/totp",
      summary: "A secret for an authenticator app; not in force yet",
    })
    .input(z.object({ password: Password }))
    .output(z.object({ secret: z.string(), otpauthUrl: z.string() }))
    .errors(pick("auth.wrong_password", "factor.on_already")),
  confirmTotp: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/totp/confirm",
      summary: "Put the authenticator app in force by a first code",
    })
    .input(z.object({ code: TotpCode }))
    .output(RecoveryCodes)
    .errors(pick("factor.wrong_code", "factor.not_started", "factor.on_already")),
  disableTotp: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/totp/disable",
      summary: "End the second factor and its recovery codes",
    })
    .input(z.object({ password: Password }))
    .output(Factors)
    .errors(pick("auth.wrong_password")),
  renewRecoveryCodes: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/recovery-codes",
      summary: "Ten new recovery codes; the old ones end",
    })
    .input(z.object({ password: Password }))
    .output(RecoveryCodes)
    .errors(pick("auth.wrong_password", "factor.not_started")),
  startPasskey: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/passkeys/start",
      summary: "What an authenticator needs to make a passkey",
    })
    .input(z.object({ password: Password }))
    .output(z.object({ step: Step, options: WebAuthnJson }))
    .errors(pick("auth.wrong_password")),
  addPasskey: procedure("profile.password")
    .route({
      method: "POST",
      path: "/me/passkeys",
      summary: "Keep the passkey that an authenticator has made",
    })
    .input(
      z.object({
        step: Step,
        name: personLine(80).refine((name) => name.length > 0, "is empty"),
        response: WebAuthnJson,
      }),
    )
    .output(Factors)
    .errors(pick("passkey.refused")),
  removePasskey: procedure("profile.password")
    .route({ method: "DELETE", path: "/me/passkeys/{passkeyId}", summary: "Forget a passkey" })
    .input(z.object({ passkeyId: z.uuid() }))
    .output(Factors)
    .errors(pick("passkey.not_found")),
};
