/** Failures of triggers, and of those whom nobody answered. */
export const automationErrors = {
  "trigger.not_found": { status: 404, message: "There is no such trigger in this workspace." },
  "trigger.taken": {
    status: 409,
    message: "This channel has a trigger of this type already. Change that one.",
  },
  "trigger.no_text": {
    status: 400,
    message: "The customer would be told nothing. Write the named texts in one language at least.",
  },
  "trigger.wrong_action": { status: 400, message: "This type of trigger cannot do that." },
  "missed.not_found": {
    status: 404,
    message: "There is no such missed conversation, or it is not yours to see.",
  },
  "missed.taken": { status: 409, message: "Somebody else has taken this already." },
  "missed.done": { status: 409, message: "This is done already. Look at it again." },
  "missed.too_late": {
    status: 409,
    message: "This cannot be undone any more: the customer was reached, or too much time has passed.",
  },
  "callback.not_offered": {
    status: 409,
    message: "You cannot ask to be called back here. Write to us instead.",
  },
} as const;
