import type { MediaSample } from "./quality.ts";

type Report = { readonly type: string; readonly kind?: string } & Readonly<Record<string, unknown>>;

const numberIn = (report: Report, name: string): number => {
  const value = report[name];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};

/** A browser's reports as one sample; of video only the connection counts. */
export function sampleOf(reports: Iterable<Report>, at: number): MediaSample {
  const sound = [...reports].filter(({ kind }) => kind === undefined || kind === "audio");
  const of = (type: string) => sound.filter((report) => report.type === type);
  const incoming = of("inbound-rtp");
  const sum = (name: string) => incoming.reduce((total, report) => total + numberIn(report, name), 0);
  const largest = (name: string) => Math.max(0, ...incoming.map((report) => numberIn(report, name)));
  const pair = of("candidate-pair").find(
    (report) => report.nominated === true && report.state === "succeeded",
  );
  const roundTrip = pair?.currentRoundTripTime;
  const farEnd = of("remote-inbound-rtp")[0];
  const source = of("media-source")[0];
  return {
    at,
    received: sum("packetsReceived"),
    lost: sum("packetsLost"),
    jitterMs: 1000 * largest("jitter"),
    roundTripMs: typeof roundTrip === "number" ? 1000 * roundTrip : null,
    lostOnTheWayOut: farEnd ? Math.max(0, numberIn(farEnd, "fractionLost")) : 0,
    ownLevel: source ? numberIn(source, "audioLevel") : 0,
    heardLevel: largest("audioLevel"),
  };
}
