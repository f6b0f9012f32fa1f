import type { Quality } from "#renderer/platform/media/quality.ts";

/** What the check knows of the microphone: nobody has said anything yet, it was heard, or it gives nothing. */
export type MicrophoneFound = "quiet" | "heard" | "problem";
/** What it knows of the connection: it is measured, nothing came through, or how it would sound. */
export type ConnectionFound = "measuring" | "nothing" | Quality;
export type Mark = "waiting" | "good" | "fair" | "bad";

export const markOfMicrophone = (found: MicrophoneFound): Mark =>
  found === "problem" ? "bad" : found === "heard" ? "good" : "waiting";

export function markOfConnection(found: ConnectionFound): Mark {
  if (found === "measuring") return "waiting";
  if (found === "nothing" || found.word === "none") return "bad";
  return found.word === "poor" ? "fair" : "good";
}

/** What one may expect of the next call: as good as the worst that calls need. */
export function verdictOf(marks: readonly Mark[]): "waitingFor" | "ready" | "almost" | "notReady" {
  if (marks.includes("bad")) return "notReady";
  if (marks.includes("waiting")) return "waitingFor";
  return marks.includes("fair") ? "almost" : "ready";
}
