import { median, percentile } from "../../chaos/percentile.ts";
import { cpuMicros, pssBytes } from "../processes.ts";
import { type BenchEngine, listenersOf, type OpenCall, type Shape } from "./engine.ts";
import { createListener, createTalker, type Talker } from "./load-peer.ts";
import type { Network } from "./network.ts";
import { createEars, createLoad, type Load, type Manner } from "./talk.ts";

/** What an engine took for so many calls. */
export interface Figures {
  /** CPU-seconds of the engine's process for a minute of one call in which nothing is lost. */
  readonly cpu: number;
  /** From who speaks to who hears, through both ends' own network code, ms. */
  readonly p50: number;
  readonly p95: number;
  readonly lost: number;
  readonly heard: number;
  /** How late the talkers were themselves (p95), ms. */
  readonly late: number;
}

/** An engine with calls in it. */
export interface Standing {
  readonly engine: BenchEngine;
  readonly calls: number;
  readonly load: Load;
  end(): Promise<void>;
}

let lastId = 0;
/** How many calls are set up at once: like a busy desk, and not so many that the set-up itself starves. */
const atOnce = 4;

export async function bringCalls(
  engine: BenchEngine,
  shape: Shape,
  calls: number,
  manner: Manner,
): Promise<Standing> {
  const ears = createEars();
  const all: { readonly talker: Talker; readonly listeners: number }[] = [];
  const open: OpenCall[] = [];
  for (let begun = 0; begun < calls; begun += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, calls - begun) }, async () => {
      const call = await engine.open(++lastId, shape, ears.hear);
      open.push(call);
      for (const [index, leg] of shape.legs.entries())
        all.push({ talker: call.talkers[index] as Talker, listeners: listenersOf(leg, shape) });
    });
    await Promise.all(some);
  }
  return {
    engine,
    calls,
    load: createLoad(all, ears, manner),
    end: async () => void (await Promise.all(open.map((call) => call.end()))),
  };
}

/** One turn. The first second is not counted: what was silent is found, opened and warmed in it. */
export async function measure({ engine, calls, load }: Standing, seconds: number): Promise<Figures> {
  await load.talk(1_000);
  const before = cpuMicros([engine.pid]);
  const { packets, expected, took, late } = await load.talk(seconds * 1_000);
  const spent = (cpuMicros([engine.pid]) - before) / 1e6;
  return {
    cpu: (spent / (calls * (seconds / 60))) * (expected / Math.max(1, packets)),
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    ...{ lost: expected - packets, heard: packets, late: percentile(late, 0.95) },
  };
}

const round = (value: number, digits = 2) => Number(value.toFixed(digits));

/** Engines in turns on the same load, so that the machine's moods hit all; medians of the turns. */
export async function inTurns(
  engines: readonly BenchEngine[],
  shape: Shape,
  { calls, turns, seconds, manner }: { calls: number; turns: number; seconds: number; manner: Manner },
) {
  const standing: Standing[] = [];
  for (const engine of engines) standing.push(await bringCalls(engine, shape, calls, manner));
  const figures = new Map<string, Figures[]>(engines.map(({ name }) => [name, []]));
  for (let turn = 0; turn < turns; turn++)
    for (const one of turn % 2 === 0 ? standing : standing.toReversed())
      figures.get(one.engine.name)?.push(await measure(one, seconds));
  for (const one of standing) await one.end();
  const side = (name: string) => {
    const all = figures.get(name) ?? [];
    const cpu = median(all.map((one) => one.cpu));
    return {
      cpuSecondsPerCallMinute: round(cpu),
      callsPerCore: Math.floor(60 / cpu),
      ...{ p50Ms: round(median(all.map(({ p50 }) => p50))), p95Ms: round(median(all.map(({ p95 }) => p95))) },
      lost: all.reduce((sum, { lost }) => sum + lost, 0),
      heard: all.reduce((sum, { heard }) => sum + heard, 0),
      talkersLateP95Ms: round(median(all.map(({ late }) => late))),
    };
  };
  const ratio = median(
    (figures.get("ours") ?? []).map(
      ({ cpu }, turn) => cpu / (figures.get("janus")?.[turn]?.cpu ?? Number.NaN),
    ),
  );
  return {
    calls,
    ours: side("ours"),
    ...(figures.has("janus") && { janus: side("janus"), ratio: round(ratio) }),
  };
}

interface GrowthStep {
  readonly calls: number;
  readonly cpuSecondsPerCallMinute: number;
  readonly p95Ms: number;
  readonly lost: number;
  readonly heard: number;
  readonly memoryMb: number;
  readonly talkersLateP95Ms: number;
}

/** Calls one after another up to a hundred, in one process: what one of them costs then, and how much memory it takes. */
export async function growth(
  engine: BenchEngine,
  shape: Shape,
  { sizes, seconds, manner }: { sizes: readonly number[]; seconds: number; manner: Manner },
) {
  const empty = pssBytes([engine.pid]);
  const steps: GrowthStep[] = [];
  for (const calls of sizes) {
    const standing = await bringCalls(engine, shape, calls, manner);
    const { cpu, lost, heard, p95, late } = await measure(standing, seconds);
    const memoryMb = round(pssBytes([engine.pid]) / 2 ** 20, 0);
    steps.push({
      ...{ calls, cpuSecondsPerCallMinute: round(cpu), p95Ms: round(p95), lost, heard, memoryMb },
      talkersLateP95Ms: round(late),
    });
    await standing.end();
  }
  const costOf = (wanted: number) =>
    steps.find(({ calls }) => calls === wanted)?.cpuSecondsPerCallMinute ?? Number.NaN;
  const largest = steps.at(-1);
  return {
    steps,
    ratio: round(costOf(sizes.at(-1) ?? 0) / costOf(10)),
    memoryPerCallKb: Math.round(
      (((largest?.memoryMb ?? 0) - empty / 2 ** 20) * 1_024) / (largest?.calls ?? 1),
    ),
  };
}

/** The same two ends without an engine between them: what of the way is theirs. */
export async function directly({ peerAddress }: Network, manner: Manner) {
  const address = { address: peerAddress, ports: [21_000, 21_499] } as const;
  const ears = createEars();
  const none = { audio: 0, video: 0 };
  const talker = await createTalker({ address, video: false, slots: none, hear: () => {} });
  const listener = await createListener(address, talker.offer(), ears.hear);
  await Promise.all([talker.take(listener.answer), listener.connected()]);
  const { took } = await createLoad([{ talker, listeners: 1 }], ears, manner).talk(4_000);
  await Promise.all([talker.close(), listener.close()]);
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95) };
}
