import { recordingErrors } from "./recording-errors.ts";

/** Failures of calls. */
export const callErrors = {
  ...recordingErrors,
  "call.not_found": { status: 404, message: "There is no such call, or not one of yours." },
  "call.over": { status: 410, message: "This call is over." },
  "call.wrong_state": {
    status: 409,
    message: "This cannot be done with the call as it is now. Look at it again.",
  },
  "call.elsewhere": {
    status: 409,
    message: "Another window has the sound of this call. Take it over here to go on.",
  },
  "call.media_failed": {
    status: 503,
    message: "Sound and picture could not be set up. Try again in a moment; the call goes on.",
  },
  "call.busy": { status: 409, message: "There is a call already. End it first." },
  "call.colleague_away": { status: 409, message: "This colleague is not there now. Choose another one." },
  "call.not_offered": {
    status: 403,
    message: "Calls of this kind are not offered here at the moment. Write to us instead.",
  },
} as const satisfies Record<string, { status: number; message: string }>;
