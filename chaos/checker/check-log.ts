import { createFindings, type Facts, type Findings, type LogEntry, type SentMessage } from "./facts.ts";

const kinds = ["lost", "duplicated", "reordered", "altered", "ghosts", "unknown", "gaps"] as const;
type Report = ReturnType<typeof createFindings<(typeof kinds)[number]>>;

/** The log in the database against what the senders were told. */
export function checkLog({ sent, log, heads }: Pick<Facts, "sent" | "log" | "heads">): Findings {
  const report = createFindings(kinds);
  const entries = Map.groupBy(
    log.filter(({ clientId }) => clientId !== null),
    ({ clientId }) => clientId as string,
  );
  for (const message of sent) checkMessage(message, entries.get(message.clientId) ?? [], report);
  checkCopies(sent, log, report);
  checkTypedOrder(sent, entries, report);
  checkNumbers(log, heads, report);
  return report;
}

function checkMessage(message: SentMessage, found: readonly LogEntry[], report: Report): void {
  const { clientId, outcome, text, acks, side } = message;
  const [first] = found;
  if (outcome === "unknown") report.add("unknown", `${clientId} of ${message.client}`);
  if (outcome === "ok" && !first) report.add("lost", `${clientId} was acknowledged and is not in the log`);
  if (outcome === "fail" && first) report.add("ghosts", `${clientId} failed and is in the log`);
  for (let copy = 1; copy < found.length; copy++)
    report.add("duplicated", `${clientId} is in the log ${found.length} times`);
  if (!first) return;
  if (first.text !== text) report.add("altered", `${clientId} has another text in the log`);
  const place = side === "staff" ? first.seq : first.publicSeq;
  for (const seq of acks)
    if (seq !== place) report.add("reordered", `${clientId} was acknowledged at ${seq} and lies at ${place}`);
}

/** The same text under two ids: a retry that the server took for a new message. Texts of a run are unique. */
function checkCopies(sent: readonly SentMessage[], log: readonly LogEntry[], report: Report): void {
  const idOf = new Map(sent.map(({ text, clientId }) => [text, clientId]));
  for (const { text, clientId } of log) {
    const own = text === null ? undefined : idOf.get(text);
    if (own !== undefined && own !== clientId)
      report.add("duplicated", `${own} lies there again as ${clientId}`);
  }
}

/** What one client typed into one conversation stands there in the order in which it was typed. */
function checkTypedOrder(
  sent: readonly SentMessage[],
  entries: ReadonlyMap<string, readonly LogEntry[]>,
  report: Report,
): void {
  const threads = Map.groupBy(sent, ({ client, conversationId }) => `${client} in ${conversationId}`);
  for (const [thread, messages] of threads) {
    let last = 0;
    for (const { clientId } of messages.toSorted((left, right) => left.order - right.order)) {
      const seq = entries.get(clientId)?.[0]?.seq;
      if (seq === undefined) continue;
      if (seq < last) report.add("reordered", `${clientId} of ${thread} overtook an earlier one`);
      last = Math.max(last, seq);
    }
  }
}

/** Both numberings count from 1 without gaps up to the head. */
function checkNumbers(log: readonly LogEntry[], heads: Facts["heads"], report: Report): void {
  const logs = Map.groupBy(log, ({ conversationId }) => conversationId);
  for (const { conversationId, lastSeq, lastPublicSeq } of heads) {
    const entries = logs.get(conversationId) ?? [];
    const numberings = [
      [entries.map(({ seq }) => seq), lastSeq],
      [entries.flatMap(({ publicSeq }) => (publicSeq === null ? [] : [publicSeq])), lastPublicSeq],
    ] as const;
    for (const [numbers, head] of numberings) {
      const whole = numbers.toSorted((left, right) => left - right).every((seq, index) => seq === index + 1);
      if (!whole || numbers.length !== head)
        report.add("gaps", `${conversationId} has ${numbers.length} entries and its head says ${head}`);
    }
  }
}
