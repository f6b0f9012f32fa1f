import { mosOf } from "#shared/domain/calls/mos.ts";
import type { LegStats } from "../media-engine.ts";
import type { LineReport } from "../phone/line-report.ts";

/** Percentages are of so long, ms. */
const windowMs = 10_000;

/** How a phone is heard: on its way over the telephone network, where it suffers, and not from the gateway to here. */
export function createLineQuality(now: () => number) {
  let reports: { readonly at: number; readonly report: LineReport }[] = [];

  return {
    reported(report: LineReport): void {
      const at = now();
      reports = [...reports.filter((one) => at - one.at < windowMs), { at, report }];
    },
    /** Nothing before the first report. */
    read(): Pick<LegStats, "packetsLost" | "lossPercent" | "jitterMs" | "mos"> | undefined {
      const [first, last] = [reports[0]?.report, reports.at(-1)?.report];
      if (!first || !last) return undefined;
      const lost = Math.max(0, last.lost - first.lost);
      const expected = lost + Math.max(0, last.received - first.received);
      const lossPercent = expected > 0 ? (100 * lost) / expected : 0;
      const { jitterMs } = last;
      // Before anything came there is nothing to judge.
      const mos = last.received > 0 ? mosOf({ lossPercent, jitterMs, roundTripMs: null }) : null;
      return { packetsLost: last.lost, lossPercent, jitterMs, mos };
    },
  };
}
