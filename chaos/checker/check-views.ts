import { createFindings, type Facts, type FinalView, type Findings, type LogEntry } from "./facts.ts";

const kinds = ["lost", "duplicated", "reordered", "ghosts", "gaps"] as const;
type Report = ReturnType<typeof createFindings<(typeof kinds)[number]>>;

interface Expected {
  readonly seq: number;
  readonly entry: LogEntry;
}

/** What a side should see, in its own numbers. */
function expectedFor(side: FinalView["side"], log: readonly LogEntry[]): Expected[] {
  const seen = log.flatMap((entry) => {
    const seq = side === "staff" ? entry.seq : entry.publicSeq;
    return seq === null ? [] : [{ seq, entry }];
  });
  return seen.sort((left, right) => left.seq - right.seq);
}

/** What every viewer shows at the end against the log: the same entries in the same order. */
export function checkViews({ views, log, sent }: Pick<Facts, "views" | "log" | "sent">): Findings {
  const report = createFindings(kinds);
  const logs = Map.groupBy(log, ({ conversationId }) => conversationId);
  const acked = new Set(sent.filter(({ outcome }) => outcome === "ok").map(({ clientId }) => clientId));
  for (const view of views) {
    const expected = expectedFor(view.side, logs.get(view.conversationId) ?? []);
    if (!view.loaded) report.add("gaps", `${view.viewer} never loaded ${view.conversationId}`);
    else checkView(view, expected, acked, report);
  }
  return report;
}

function checkView(
  view: FinalView,
  expected: readonly Expected[],
  acked: ReadonlySet<string>,
  report: Report,
): void {
  const where = `${view.viewer} in ${view.conversationId}`;
  const first = view.entries[0]?.seq ?? 1;
  const window = expected.filter(({ seq }) => seq >= first);
  checkOrder(view, where, report);

  const shown = new Map(view.entries.map((entry) => [entry.seq, entry]));
  const missing = window.filter(({ seq }) => !shown.has(seq));
  if (missing.length > 0) report.add("gaps", `${where} lacks ${missing.length} entries`);
  for (const { entry } of missing) {
    if (entry.clientId !== null && acked.has(entry.clientId))
      report.add("lost", `${entry.clientId} was acknowledged and ${where} does not show it`);
  }
  const places = new Map(window.map(({ seq, entry }) => [seq, entry]));
  const present = new Set(window.map(({ entry }) => entry.clientId));
  for (const { seq, clientId, text } of view.entries) {
    const entry = places.get(seq);
    if (entry && entry.clientId === clientId && entry.text === text) continue;
    const elsewhere = clientId !== null && present.has(clientId);
    report.add(elsewhere ? "reordered" : "ghosts", `${where} shows ${clientId} at ${seq}, unlike the log`);
  }
}

function checkOrder({ entries }: FinalView, where: string, report: Report): void {
  const seen = new Set<string>();
  let last = 0;
  for (const { seq, clientId } of entries) {
    if (seq <= last) report.add("reordered", `${where} shows ${seq} after ${last}`);
    last = seq;
    if (clientId !== null && seen.has(clientId)) report.add("duplicated", `${where} shows ${clientId} twice`);
    if (clientId !== null) seen.add(clientId);
  }
}
