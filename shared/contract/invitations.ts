import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { InvitationId, Language, Moment, RoleKey, TimeZone } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { PersonName } from "./users.ts";

export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  name: z.string(),
  role: RoleKey,
  roleName: z.string(),
  state: z.enum(["open", "expired", "accepted", "cancelled"]),
  invitedBy: z.string().nullable(),
  createdAt: Moment,
  expiresAt: Moment,
});
export type Invitation = z.infer<typeof Invitation>;

const InvitationToken = z.string().min(20).max(200);

export const invitations = {
  create: procedure("users.invite")
    .route({
      method: "POST",
      path: "/invitations",
      summary: "Invite people, or see whether they can be invited",
    })
    .input(
      z.object({
        /** One a row; wrong rows are answered, not thrown, so that a whole CSV can be checked. */
        rows: z
          .array(
            z.object({
              email: z.string().max(300),
              name: z.string().max(300),
              role: z.string().max(100),
              language: z.string().max(20).optional(),
              groups: z.array(z.string().max(200)).max(20).optional(),
            }),
          )
          .min(1)
          .max(500),
        preview: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        /** How many were invited; with `preview` nobody. */
        invited: z.number().int(),
        rows: z.array(
          z.object({
            email: z.string(),
            problems: z.array(z.object({ field: z.string(), problem: z.string() })),
            /** Shown once, to whoever invites; the mail has it too. */
            link: z.string().nullable(),
          }),
        ),
      }),
    ),
  list: procedure("users.invite")
    .route({ method: "GET", path: "/invitations", summary: "Invitations and what became of them" })
    .output(z.array(Invitation)),
  renew: procedure("users.invite")
    .route({
      method: "POST",
      path: "/invitations/{invitationId}/renew",
      summary: "A new link; the old one ends",
    })
    .input(z.object({ invitationId: InvitationId }))
    .output(z.object({ invitation: Invitation, link: z.string() }))
    .errors(pick("invitation.not_found")),
  cancel: procedure("users.invite")
    .route({ method: "DELETE", path: "/invitations/{invitationId}", summary: "Take an invitation back" })
    .input(z.object({ invitationId: InvitationId }))
    .output(Invitation)
    .errors(pick("invitation.not_found")),
  look: procedure("public")
    .route({ method: "POST", path: "/invitations/look", summary: "Whom a link invites" })
    .input(z.object({ token: InvitationToken }))
    .output(
      z.object({
        workspace: z.string(),
        name: z.string(),
        email: z.string(),
        roleName: z.string(),
        language: Language,
        minPasswordLength: z.number().int(),
      }),
    )
    .errors(pick("invitation.invalid")),
  accept: procedure("public")
    .route({ method: "POST", path: "/invitations/accept", summary: "Accept: makes the account, once" })
    .input(
      z.object({
        token: InvitationToken,
        name: PersonName,
        password: z.string().min(1).max(128),
        language: Language,
        timeZone: TimeZone,
      }),
    )
    .output(z.object({ email: z.string() }))
    .errors(pick("invitation.invalid", "password.refused", "email.taken")),
};
