import type { PastCall } from "#shared/contract/softphone.ts";
import type { EndCause, Leg } from "#shared/domain/calls/index.ts";

/** A call with what its history reads of it. */
export interface PastCallRow {
  readonly id: string;
  readonly conversationId: string | null;
  readonly medium: "voice" | "video";
  readonly direction: "inbound" | "outbound" | "internal";
  readonly legs: readonly Leg[];
  readonly cause: EndCause | null;
  readonly callerId: string | null;
  readonly note: string;
  readonly outcome: PastCall["outcome"];
  readonly createdAt: Date;
  readonly connectedAt: Date | null;
  readonly endedAt: Date | null;
  /** Legs whose media was there at some time. */
  readonly heard: readonly string[];
  readonly mos: number | null;
}

const isOf = (userId: string) => (leg: Leg) => leg.userId === userId && leg.party !== "supervisor";

/** He talked in it, or called: whoever was only rung has nothing to write down. */
const tookPart = (row: PastCallRow, userId: string): boolean =>
  row.callerId === userId || row.legs.some((leg) => isOf(userId)(leg) && row.heard.includes(leg.id));

/** Who was called and did not answer, as the caller looks at it. */
const unanswered: Partial<Record<EndCause, PastCall["result"]>> = {
  declined: "declined",
  busy: "busy",
  no_answer: "no_answer",
  no_such_number: "no_such_number",
  failed: "failed",
  lost: "failed",
};

/** How it was for somebody who called. */
function resultOfCaller({ cause, connectedAt }: PastCallRow): PastCall["result"] {
  if (connectedAt) return "talked";
  return unanswered[cause ?? "cancelled"] ?? "cancelled";
}

/** How it was for somebody who was rung. */
function resultOfCalled(row: PastCallRow, userId: string): PastCall["result"] {
  if (tookPart(row, userId) && row.connectedAt) return "talked";
  const own = row.legs.findLast(isOf(userId));
  if (own?.cause === "declined") return "declined";
  return row.connectedAt && row.direction === "internal" ? "elsewhere" : "missed";
}

/** Who began it: the one who is written down, or, of a call into which he asked a customer, its agent. */
function wayOf({ direction, callerId, legs }: PastCallRow, userId: string): PastCall["way"] {
  if (callerId !== null) return callerId === userId ? "out" : "in";
  const own = legs.find(isOf(userId));
  return direction === "outbound" && own?.party === "agent" ? "out" : "in";
}

/** A call in the eyes of one who was in it, or for whom it rang. */
export function pastCall(
  row: PastCallRow,
  userId: string,
  nameOf: (leg: Leg) => string,
): Omit<PastCall, "id" | "conversationId" | "parties"> & {
  readonly id: string;
  readonly conversationId: string | null;
  readonly parties: readonly { name: string; userId: string | null; phone: string | null }[];
} {
  const { connectedAt, endedAt } = row;
  const way = wayOf(row, userId);
  const isLive = endedAt === null && row.legs.some((leg) => isOf(userId)(leg) && leg.state !== "gone");
  const others = row.legs.filter((leg) => leg.party !== "supervisor" && leg.userId !== userId);
  const parties = new Map(
    others.map((leg) => [
      leg.userId ?? leg.phone ?? leg.party,
      { name: nameOf(leg), userId: leg.userId, phone: leg.phone },
    ]),
  );
  const result = way === "out" ? resultOfCaller(row) : resultOfCalled(row, userId);
  return {
    id: row.id,
    way,
    between: row.direction === "internal" ? "colleagues" : "customer",
    medium: row.medium,
    conversationId: row.conversationId,
    parties: [...parties.values()],
    at: row.createdAt.toISOString(),
    seconds:
      connectedAt && endedAt && result === "talked"
        ? Math.round((endedAt.getTime() - connectedAt.getTime()) / 1_000)
        : null,
    result: isLive ? "live" : result,
    mos: row.mos,
    // For whom it only rang, what was written down of it is not written to him.
    ...(tookPart(row, userId)
      ? { note: row.note, outcome: row.outcome, mayNote: true }
      : { note: "", outcome: null, mayNote: false }),
  };
}
