/** Failures of calls between colleagues, and of extensions. */
export const softphoneErrors = {
  "call.colleague_busy": { status: 409, message: "This colleague is in a call. Try again later." },
  "call.nobody_free": {
    status: 409,
    message: "Nobody of them is there and free now. Try again later, or call one of them by name.",
  },
  "call.history_closed": {
    status: 403,
    message:
      "Your workspace or your group does not keep the history of calls open. An administrator can change that.",
  },
  "extension.not_found": { status: 404, message: "Nobody has this extension. Look at the contacts." },
  "extension.taken": {
    status: 409,
    message: "Somebody else has this extension already. Choose another one.",
  },
  "extension.reserved": {
    status: 409,
    message: "This number calls for help or a public service in some countries. Choose another one.",
  },
  "extension.no_room": {
    status: 409,
    message: "There are not so many free numbers of this length. Choose more digits.",
  },
} as const satisfies Record<string, { status: number; message: string }>;
