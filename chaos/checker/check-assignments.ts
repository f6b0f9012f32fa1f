import { createFindings, type Facts, type Findings, type LogEntry } from "./facts.ts";

const kinds = ["doubleAssigned", "overCapacity"] as const;
type Report = ReturnType<typeof createFindings<(typeof kinds)[number]>>;

/** Entries after which nobody has the conversation. */
const releasing = new Set(["transferred", "closed", "reopened"]);

/** At most one assignee at any moment, at most one accepter of an offer, nobody above his capacity. */
export function checkAssignments({
  log,
  accepted,
  capacity,
}: Pick<Facts, "log" | "accepted" | "capacity">): Findings {
  const report = createFindings(kinds);
  const logs = Map.groupBy(log, ({ conversationId }) => conversationId);
  for (const [conversationId, entries] of logs) checkHolders(conversationId, entries, report);
  checkAcceptances(accepted, logs, report);
  checkCapacity(log, capacity, report);
  return report;
}

function checkHolders(conversationId: string, entries: readonly LogEntry[], report: Report): void {
  let holder: string | null = null;
  for (const { kind, authorId, seq } of entries.toSorted((left, right) => left.seq - right.seq)) {
    if (releasing.has(kind)) holder = null;
    if (kind !== "assigned") continue;
    if (holder !== null)
      report.add(
        "doubleAssigned",
        `${conversationId} was given to ${authorId} at ${seq} while ${holder} had it`,
      );
    holder = authorId;
  }
}

function checkAcceptances(
  accepted: Facts["accepted"],
  logs: ReadonlyMap<string, readonly LogEntry[]>,
  report: Report,
): void {
  const winners = new Map<string, string>();
  const confirmed = new Map<string, number>();
  for (const { offerId, agentId, conversationId } of accepted) {
    const winner = winners.get(offerId);
    if (winner !== undefined)
      report.add("doubleAssigned", `${offerId} was accepted by ${winner} and ${agentId}`);
    winners.set(offerId, agentId);
    const key = `${conversationId} ${agentId}`;
    confirmed.set(key, (confirmed.get(key) ?? 0) + 1);
  }
  for (const [key, count] of confirmed) {
    const [conversationId = "", agentId = ""] = key.split(" ");
    const written = (logs.get(conversationId) ?? []).filter(
      ({ kind, authorId }) => kind === "assigned" && authorId === agentId,
    ).length;
    if (written < count)
      report.add(
        "doubleAssigned",
        `${agentId} was told ${count} times that ${conversationId} is his; ${written} are written`,
      );
  }
}

/**
 * Replays all logs by the database's clock. A seat is locked before it is counted, so an assignment's moment lies
 * after the commit of every release that it counted on.
 */
function checkCapacity(log: readonly LogEntry[], capacity: Facts["capacity"], report: Report): void {
  const holders = new Map<string, string>();
  const load = new Map<string, number>();
  const changes = log.filter(({ kind }) => kind === "assigned" || releasing.has(kind));
  for (const { kind, conversationId, authorId } of changes.toSorted((left, right) => left.at - right.at)) {
    const before = holders.get(conversationId);
    if (before !== undefined) load.set(before, (load.get(before) ?? 1) - 1);
    holders.delete(conversationId);
    if (kind !== "assigned" || authorId === null) continue;
    holders.set(conversationId, authorId);
    const now = (load.get(authorId) ?? 0) + 1;
    load.set(authorId, now);
    const most = capacity.get(authorId);
    if (most !== undefined && now > most) report.add("overCapacity", `${authorId} has ${now} of ${most}`);
  }
}
