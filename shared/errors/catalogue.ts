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
  "conversation.none_open": { status: 404, message: "There is no conversation yet. Start one first." },
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
