/** Failures of recordings. */
export const recordingErrors = {
  "recording.not_found": { status: 404, message: "There is no such recording, or not one for you." },
  "recording.not_here": {
    status: 404,
    message: "The files of this recording are not on this server. Ask an administrator.",
  },
} as const satisfies Record<string, { status: number; message: string }>;
