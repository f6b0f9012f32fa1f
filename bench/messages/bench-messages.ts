import { setTimeout as sleep } from "node:timers/promises";
import { median } from "../../chaos/percentile.ts";
import { pssBytes } from "../processes.ts";
import { createLoad, type Load } from "./load.ts";
import { type Figures, type Measured, measure, rate } from "./measure.ts";
import { type Lag, openProduct, type Product } from "./product.ts";
import { openRelay } from "./relay-rooms.ts";
import { roomCount, roomSize } from "./room.ts";

const pairs = 6;
const reportTimes = 20;
const reportMs = 250;

const log = (line: string) => console.error(`[bench] ${line}`);
const rounded = (value: number) => Math.round(value * 100) / 100;
const middle = (all: readonly Figures[], key: keyof Figures) => rounded(median(all.map((each) => each[key])));

/**
 * The bare relay and the whole product in one run, in turns, so that the machine's moods hit both. What counts is
 * the median of the ratios of the pairs, never a number by itself.
 */
export async function benchMessages(): Promise<object> {
  const relay = await openRelay();
  const product = await openProduct();
  log(`${roomCount} rooms of ${roomSize} are open on both`);
  const floor: Measured = { load: createLoad(relay.rooms), server: () => [relay.pid], database: () => [] };
  const ours: Measured = {
    load: createLoad(product.rooms),
    server: () => [product.pid],
    database: product.databasePids,
  };
  await Promise.all([floor.load.saturate(1, 1_500), ours.load.saturate(1, 1_500)]);
  const rounds = await takeTurns(floor, ours);
  const lag = await lagDuringReports(product, ours.load);
  const memory = {
    relay: pssBytes([relay.pid]),
    server: pssBytes([product.pid]),
    database: pssBytes(product.databasePids()),
  };
  await product.stop();
  relay.stop();
  return summary(rounds, memory, lag);
}

interface Round {
  readonly relay: Figures;
  readonly product: Figures;
}

async function takeTurns(floor: Measured, ours: Measured): Promise<Round[]> {
  const rounds: Round[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const turns = [
      ["relay", floor],
      ["product", ours],
    ] as const;
    const round: Partial<Record<"relay" | "product", Figures>> = {};
    for (const [name, measured] of pair % 2 === 0 ? turns : turns.toReversed()) {
      round[name] = await measure(measured);
      await sleep(300);
    }
    rounds.push(round as Round);
    const { perSecond, cpuServer, cpuDatabase, p50 } = (round as Round).product;
    log(
      `pair ${pair + 1}: relay ${Math.round((round as Round).relay.perSecond)}/s, ours ${Math.round(perSecond)}/s, ` +
        `${Math.round(cpuServer)} + ${Math.round(cpuDatabase)} µs, p50 ${p50.toFixed(2)} ms`,
    );
  }
  return rounds;
}

/** A report that takes about 250 ms, again and again, while people go on writing. */
async function lagDuringReports(product: Product, load: Load): Promise<Lag> {
  let roundsOfReport = 1;
  for (let took = 0; took < reportMs; ) {
    took = median((await product.report(roundsOfReport, 3)).took);
    if (took < reportMs)
      roundsOfReport = Math.ceil(roundsOfReport * Math.min(20, Math.max(1.15, reportMs / took)));
  }
  const [lag] = await Promise.all([
    product.report(roundsOfReport, reportTimes),
    load.deliver(rate, reportTimes * reportMs),
  ]);
  return lag;
}

const side = (all: readonly Figures[]) => ({
  ...{ cpuServerMicros: middle(all, "cpuServer"), cpuDatabaseMicros: middle(all, "cpuDatabase") },
  ...{ cpuAtRateMicros: middle(all, "cpuAtRate"), messagesPerSecond: middle(all, "perSecond") },
  ...{ ackP50Ms: middle(all, "ackP50"), ackP99Ms: middle(all, "ackP99") },
  ...{ deliveryP50Ms: middle(all, "p50"), deliveryP99Ms: middle(all, "p99") },
});

function summary(
  rounds: readonly Round[],
  memory: { relay: number; server: number; database: number },
  lag: Lag,
): object {
  const ratio = (of: (figures: Figures) => number) =>
    rounded(median(rounds.map(({ relay, product }) => of(product) / of(relay))));
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);
  return {
    bench: "messages",
    ...{ pairs, rooms: roomCount, clients: roomCount * roomSize, rate },
    relay: { ...side(rounds.map(({ relay }) => relay)), memoryMb: megabytes(memory.relay) },
    product: {
      ...side(rounds.map(({ product }) => product)),
      ...{ memoryMb: megabytes(memory.server), databaseMemoryMb: megabytes(memory.database) },
    },
    ratio: {
      cpu: ratio(({ cpuServer, cpuDatabase }) => cpuServer + cpuDatabase),
      throughput: ratio(({ perSecond }) => perSecond),
      p50: ratio(({ p50 }) => p50),
      p99: ratio(({ p99 }) => p99),
      memory: rounded(memory.server / memory.relay),
      cpuAtRate: ratio(({ cpuAtRate }) => cpuAtRate),
    },
    lagP99Ms: rounded(lag.p99),
    lag: { ...{ p50Ms: rounded(lag.p50), maxMs: rounded(lag.max) }, reportMs: Math.round(median(lag.took)) },
  };
}
