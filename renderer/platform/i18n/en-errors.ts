/** What people read for each code of the error catalogue that can reach a desk. */
export const enErrors = {
  network: "The server was not reached. Check your network; nothing is lost.",
  timeout: "The server did not answer in time. Try again.",
  internal: "Something went wrong on our side. It has been logged; try again.",
  request: {
    invalid: "Something is not valid: see the marked fields.",
    too_large: "This is larger than we accept. Send less at a time.",
    rate_limited: "Too many requests. Wait a moment, then try again.",
    not_found: "There is nothing here any more.",
  },
  session: {
    required: "You are not signed in. Sign in and try again.",
    ended: "This session has ended. Sign in again; drafts are kept.",
  },
  permission: { denied: "Your role does not allow this. An administrator can change that." },
  conversation: {
    not_found: "There is no such conversation, or it is not yours to see.",
    closed: "This conversation is closed. It opens again when the customer writes.",
    not_assigned: "This conversation is not assigned to you any more, so nothing was sent to the customer.",
    already_assigned: "Somebody else has taken this conversation.",
    stale: "This conversation has changed meanwhile. Look at it again, then repeat.",
  },
  offer: {
    not_found: "There is no such offer any more.",
    gone: "This offer has ended: it timed out, or somebody else has answered.",
  },
  agent: {
    at_capacity: "The highest number of open conversations is reached. Close one first.",
    not_found: "There is no such colleague in this workspace.",
    not_available: "This colleague is not available for conversations now.",
  },
  queue: { not_found: "There is no such queue in this workspace." },
  customer: { not_found: "There is no such customer, or not one you serve." },
  message: {
    client_id_reused: "This message id was used before for another text. The first message stands.",
  },
  file: {
    not_found: "There is no such file, or it is not yours to see.",
    too_large: "The file is larger than 10 MB. Send a smaller one, or a link.",
    empty: "The file is empty. Choose another one.",
  },
  server: { busy: "The server is busy or restarting. What you wrote is kept and sent again." },
} as const;
