import { assistantErrors } from "./assistant-errors.ts";
import { automationErrors } from "./automation-errors.ts";
import { callErrors } from "./call-errors.ts";
import { libraryErrors } from "./library-errors.ts";
import { phoneErrors } from "./phone-errors.ts";
import { queueErrors } from "./queue-errors.ts";
import { roleErrors } from "./role-errors.ts";
import { softphoneErrors } from "./softphone-errors.ts";
import { wrapUpErrors } from "./wrap-up-errors.ts";

/**
 * Every failure we foresee: its HTTP status and the sentence a person reads when no translation is at hand.
 * A sentence says what happened, what it means, and the way out.
 */
export const errorCatalogue = {
  "request.invalid": { status: 400, message: "Something in the request is not valid: see the named fields." },
  "request.too_large": { status: 413, message: "This is larger than we accept. Send less at a time." },
  "request.rate_limited": { status: 429, message: "Too many requests. Wait a moment, then try again." },
  "request.not_found": { status: 404, message: "There is nothing at this address." },
  "session.required": { status: 401, message: "You are not signed in. Sign in and try again." },
  "session.ended": { status: 401, message: "This session has ended. Sign in again; drafts are kept." },
  "auth.wrong_credentials": { status: 401, message: "E-mail or password is wrong." },
  "permission.denied": {
    status: 403,
    message: "Your role does not allow this. An administrator can change that.",
  },
  "permission.field": {
    status: 403,
    message: "Your role does not let you change the named fields. Nothing was saved.",
  },
  "preview.read_only": {
    status: 403,
    message: "You are looking as another role, which is read only. Go back to your own role first.",
  },
  "auth.wrong_password": { status: 403, message: "The password is wrong. Nothing was changed." },
  "auth.second_factor_required": {
    status: 403,
    message: "Your role needs a second factor. Set one up in your profile to go on.",
  },
  "auth.address_not_allowed": {
    status: 403,
    message: "Signing in is not allowed from this address. Ask an administrator.",
  },
  "auth.wrong_code": {
    status: 401,
    message: "This code is wrong, or was used before. Wait for the next one and try again.",
  },
  "auth.step_ended": {
    status: 401,
    message: "This took too long, or there were too many wrong codes. Sign in with your password again.",
  },
  "auth.passkey_refused": {
    status: 401,
    message: "This passkey does not sign in here. Use another one, or your password.",
  },
  "factor.wrong_code": {
    status: 400,
    message: "This code is wrong, or was used before. Wait for the next one and try again.",
  },
  "factor.on_already": {
    status: 409,
    message: "There is an authenticator app in force already. Switch it off to set up another one.",
  },
  "factor.not_started": {
    status: 409,
    message: "No authenticator app has been set up. Begin with a new key for it.",
  },
  "passkey.refused": {
    status: 400,
    message: "The passkey was not made as we asked, or took too long. Try again.",
  },
  "passkey.not_found": { status: 404, message: "There is no such passkey among yours." },
  "password.refused": {
    status: 400,
    message: "This password cannot be taken: it is too short, or known from data breaches. Choose another.",
  },
  "user.not_found": { status: 404, message: "There is no such person, or not one you may see." },
  "user.stale": {
    status: 409,
    message: "Somebody else has changed this person meanwhile. Look again, then repeat.",
  },
  "email.taken": { status: 409, message: "This e-mail address belongs to another account." },
  "email.link_invalid": {
    status: 410,
    message: "This link has been used or has expired. Ask for the change again in your profile.",
  },
  "photo.invalid": {
    status: 400,
    message: "This is not a photo we can read. Use a PNG, JPEG or WebP of at most 5 MB.",
  },
  "invitation.not_found": { status: 404, message: "There is no such open invitation." },
  "invitation.invalid": {
    status: 410,
    message: "This invitation has been used, taken back or has expired. Ask for a new one.",
  },
  "owner.last": {
    status: 409,
    message: "Somebody must be at the top of this workspace. Hand the place to another person first.",
  },
  "owner.needs_administrator": {
    status: 409,
    message: "The ownership goes to an active Administrator only. Make the person one first.",
  },
  "group.not_found": { status: 404, message: "There is no such group, or not one you may see." },
  "group.nobody": {
    status: 409,
    message: "Nobody in this group receives conversations. Choose another one, or a person.",
  },
  "group.leader_cannot": {
    status: 409,
    message: "The named people cannot lead a group: their role has nobody to look after.",
  },
  "queue.supervisor_cannot": {
    status: 409,
    message: "The named people cannot be assigned as supervisors: their role does not watch queues.",
  },
  "queue.in_use": { status: 409, message: "Conversations are waiting in this queue. Move them first." },
  "skill.not_found": { status: 404, message: "There is no such skill in this workspace." },
  "skill.in_use": {
    status: 409,
    message: "People hold this skill, so it stays. Take it from them first.",
  },
  "status.not_found": { status: 404, message: "There is no such status in this workspace." },
  "status.reason_needed": { status: 422, message: "This status asks for a reason. Say why you choose it." },
  "status.none": { status: 409, message: "The role of this person has no status." },
  "status.absent": {
    status: 409,
    message: "This person is not connected. Only Offline can be set until they are back.",
  },
  "status.too_many": {
    status: 409,
    message: "Ten statuses of your own are in use already. Archive one of them first.",
  },
  "name.taken": { status: 409, message: "There is one of this name already. Choose another name." },
  "record.stale": {
    status: 409,
    message: "Somebody else has changed this meanwhile. Look again, then repeat.",
  },
  "security.shuts_you_out": {
    status: 409,
    message: "With these rules you could not sign in yourself from where you are. Nothing was saved.",
  },
  "sso.issuer_unreachable": {
    status: 409,
    message: "The identity provider does not answer as OpenID Connect. Check the issuer's address.",
  },
  "sso.not_set_up": {
    status: 404,
    message: "No company sign-in is set up for this address. Use your password.",
  },
  "sso.domain_taken": { status: 409, message: "Another workspace signs people of this domain in." },
  "origin.not_allowed": {
    status: 403,
    message: "This site is not on the workspace's list of allowed sites.",
  },
  "workspace.not_found": { status: 404, message: "There is no workspace with this key." },
  "conversation.not_found": {
    status: 404,
    message: "There is no such conversation, or it is not yours to see.",
  },
  "conversation.closed": {
    status: 409,
    message: "This conversation is closed. It opens again when the customer writes.",
  },
  "conversation.not_assigned": {
    status: 409,
    message: "This conversation is not assigned to you any more, so nothing was sent to the customer.",
  },
  "conversation.already_assigned": { status: 409, message: "Somebody else has taken this conversation." },
  "conversation.stale": {
    status: 409,
    message: "This conversation has changed meanwhile. Look at it again, then repeat.",
  },
  "conversation.not_parked": {
    status: 409,
    message: "This conversation is not parked any more. Look at it again.",
  },
  "conversation.none_open": { status: 404, message: "There is no conversation yet. Start one first." },
  "help.not_found": { status: 404, message: "There is no such request for help, or it is not yours to see." },
  "help.open_already": {
    status: 409,
    message: "Help has been asked for in this conversation already. Wait for it, or take the request back.",
  },
  "help.gone": {
    status: 409,
    message: "Somebody else has taken this request for help, or it is over.",
  },
  "offer.not_found": { status: 404, message: "There is no such offer, or it is not yours." },
  "offer.gone": {
    status: 409,
    message: "This offer has ended: it timed out, or somebody else has answered.",
  },
  "agent.at_capacity": {
    status: 409,
    message: "The highest number of open conversations is reached. Close one first.",
  },
  "agent.not_found": { status: 404, message: "There is no such colleague in this workspace." },
  "agent.not_available": { status: 409, message: "This colleague is not available for conversations now." },
  "queue.not_found": { status: 404, message: "There is no such queue in this workspace." },
  "customer.not_found": { status: 404, message: "There is no such customer, or not one you serve." },
  "message.client_id_reused": {
    status: 409,
    message: "This message id was used before for another text. The first message stands.",
  },
  "file.not_found": { status: 404, message: "There is no such file, or it is not yours to see." },
  "file.too_large": { status: 413, message: "The file is larger than 10 MB. Send a smaller one, or a link." },
  "file.empty": { status: 400, message: "The file is empty. Choose another one." },
  "visitor.token_invalid": {
    status: 401,
    message: "The visitor's token is not valid any more. Reload the page.",
  },
  "visitor.identity_invalid": {
    status: 401,
    message: "The site's identity token is not valid: check its signature, audience and expiry.",
  },
  "visitor.identity_required": {
    status: 401,
    message: "This workspace only talks to identified visitors. Sign in on the site.",
  },
  "sync.epoch_changed": {
    status: 409,
    message: "The server was restored from a backup. Everything is fetched anew.",
  },
  "socket.not_watching": { status: 409, message: "This conversation is not open here. Open it first." },
  "server.busy": {
    status: 503,
    message: "The server is busy or restarting. What you wrote is kept and sent again.",
  },
  ...assistantErrors,
  ...callErrors,
  ...phoneErrors,
  ...roleErrors,
  ...wrapUpErrors,
  ...libraryErrors,
  ...queueErrors,
  ...softphoneErrors,
  ...automationErrors,
  internal: { status: 500, message: "Something went wrong on our side. It has been logged; try again." },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** True when `value` is a code of the catalogue (a newer server may know more than we do). */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(errorCatalogue, value);

/** The entries for some codes, in the shape `oc.errors()` wants. */
export function pick<const C extends ErrorCode>(
  ...codes: C[]
): { [K in C]: { status: number; message: string } } {
  return Object.fromEntries(codes.map((code) => [code, { ...errorCatalogue[code] }])) as never;
}
