import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { Email, Language, TimeZone } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { AccountChanges, PersonName, UserProfile } from "./users.ts";

export const profile = {
  get: procedure("profile.own")
    .route({
      method: "GET",
      path: "/me/profile",
      summary: "One's own profile, with the fields one may change",
    })
    .output(
      z.object({
        user: UserProfile,
        /** A new address that waits to be confirmed. */
        pendingEmail: z.string().nullable(),
        editable: z.array(z.string()),
        account: z.array(z.string()),
      }),
    ),
  update: procedure("profile.edit")
    .route({ method: "PATCH", path: "/me/profile", summary: "Change one's own personal settings" })
    .input(
      z.object({
        name: PersonName.optional(),
        language: Language.optional(),
        timeZone: TimeZone.optional(),
      }),
    )
    .output(UserProfile)
    .errors(pick("permission.field")),
  updateAccount: procedure("profile.account.edit")
    .route({
      method: "PATCH",
      path: "/me/account",
      summary: "Change one's own skills and conversation settings",
    })
    .input(AccountChanges)
    .output(UserProfile)
    .errors(pick("permission.field", "skill.not_found", "group.not_found", "queue.not_found")),
  setPhoto: procedure("profile.edit")
    .route({ method: "PUT", path: "/me/photo", summary: "Set one's own photo" })
    .input(z.object({ photo: z.file() }))
    .output(UserProfile)
    .errors(pick("permission.field", "photo.invalid")),
  removePhoto: procedure("profile.edit")
    .route({ method: "DELETE", path: "/me/photo", summary: "Remove one's own photo" })
    .output(UserProfile)
    .errors(pick("permission.field")),
  changeEmail: procedure("profile.edit")
    .route({
      method: "POST",
      path: "/me/email",
      summary: "Ask for another e-mail address; a link confirms it",
    })
    .input(z.object({ email: Email, password: z.string().min(1).max(128) }))
    .output(z.object({ pendingEmail: z.string() }))
    .errors(pick("permission.field", "auth.wrong_password", "email.taken")),
  cancelEmail: procedure("profile.edit")
    .route({ method: "DELETE", path: "/me/email", summary: "Forget the address that waits to be confirmed" })
    .output(z.object({ ok: z.literal(true) })),
  confirmEmail: procedure("public")
    .route({ method: "POST", path: "/email/confirm", summary: "Confirm a new e-mail address by its link" })
    .input(z.object({ token: z.string().min(20).max(200) }))
    .output(z.object({ email: z.string() }))
    .errors(pick("email.link_invalid", "email.taken")),
  changePassword: procedure("profile.password")
    .route({ method: "POST", path: "/me/password", summary: "Choose a new password; other sessions end" })
    .input(z.object({ current: z.string().min(1).max(128), password: z.string().min(1).max(128) }))
    .output(z.object({ endedSessions: z.number().int() }))
    .errors(pick("auth.wrong_password", "password.refused")),
};
