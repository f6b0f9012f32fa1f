/** Failures of the phone line. */
export const phoneErrors = {
  "phone.not_a_number": {
    status: 400,
    message: "This is no telephone number. Type it with its country, such as +39 02 1234567.",
  },
  "phone.no_line": {
    status: 409,
    message: "No telephone line can call out now. An administrator sees why under Setup, Phone lines.",
  },
  "phone.prefix_not_allowed": {
    status: 403,
    message: "Numbers that begin like this may not be called. An administrator decides which may.",
  },
  "phone.line_full": {
    status: 503,
    message: "The telephone line carries no more calls at this moment. Try again in a little while.",
  },
  "phone.number_not_yours": {
    status: 403,
    message: "You may not show this number. Choose one of those that are offered to you.",
  },
  "phone.no_phone": { status: 409, message: "There is no telephone in this call to send digits to." },
  "phone.line_not_found": { status: 404, message: "There is no such phone line in this workspace." },
  "phone.name_taken": { status: 409, message: "Another phone line has this name. Choose another one." },
  "phone.number_not_found": { status: 404, message: "There is no such number in this workspace." },
  "phone.password_needed": {
    status: 400,
    message:
      "The line signs in elsewhere now. Type its password anew, so that nobody is told it who should not be.",
  },
  "phone.number_taken": {
    status: 409,
    message: "This number is on a phone line already. Take it away there first.",
  },
} as const satisfies Record<string, { status: number; message: string }>;
