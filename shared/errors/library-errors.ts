/** Failures of shortcuts and automatic messages. */
export const libraryErrors = {
  "shortcut.not_found": { status: 404, message: "There is no such shortcut, or it is not yours to use." },
  "shortcut.other_tags": {
    status: 409,
    message: "This shortcut is only for conversations with one of its tags.",
  },
  "shortcut.too_many": {
    status: 409,
    message: "There are as many shortcuts as there can be. Delete one that nobody uses.",
  },
  "message.no_text": {
    status: 409,
    message: "This message has no text in any language. Write one before it is switched on.",
  },
} as const;
