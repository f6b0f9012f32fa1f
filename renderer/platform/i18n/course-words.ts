import type { TFunction } from "i18next";
import type { Author, EventBody } from "#shared/contract/conversation-events.ts";
import { duration } from "./times.ts";

type Moved = Extract<EventBody, { kind: "transferred" }>;

/** Who moved a conversation, from whom, and where it is now: by himself, by somebody else, or by the system. */
export function movedText({ from, toAgent, toGroup, toQueue }: Moved, author: Author, t: TFunction): string {
  const where = toAgent ? "agent" : toGroup ? "group" : "queue";
  const name = (toAgent ?? toGroup ?? toQueue)?.name ?? "";
  const isSystem = author.kind === "system";
  if (isSystem && from && where !== "agent") return t(`moved.taken_${where}`, { from: from.name, name });
  const by = (isSystem ? "" : author.name) || t("timeline.someone");
  if (from && from.id !== author.id) return t(`moved.others_${where}`, { author: by, from: from.name, name });
  return t(`moved.own_${where}`, { author: by, name });
}

type Noted = Extract<EventBody, { kind: "noted" }>;

/** Which of the wordings `noted.<what>` an entry means, and what it counts. */
export function notedWording({ what, who, detail }: Noted): { context?: string; count?: number } {
  const { why, problem, summary, people } = detail;
  if (what === "assistant_handed_over")
    return problem ? { context: "failed" } : summary ? {} : { context: "plain" };
  // Entries from before the reason was kept: nobody in particular is who was asked among many.
  if (what === "offer_missed" && !who) return { context: "nobody", count: Number(people) };
  return typeof why === "string" ? { context: why } : {};
}

type CallBody = Extract<EventBody, { kind: "call" }>;

/** What became of a call, in a sentence. */
export function callText({ what, medium, seconds }: CallBody, name: string, t: TFunction): string {
  if (what === "ended" && seconds === null) return t(`calls.course.missed_${medium}`);
  return t(`calls.course.${what}_${medium}`, { name, time: duration((seconds ?? 0) * 1_000) });
}
