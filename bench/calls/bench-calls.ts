import { availableParallelism, loadavg } from "node:os";
import { ensureSystemPackages } from "../../scripts/system-packages.mjs";
import { shapes } from "./engine.ts";
import { janusVersion, startJanus } from "./janus.ts";
import { directly, growth, inTurns } from "./measure.ts";
import { loopback, type Network, openNamespace } from "./network.ts";
import { startOurEngine } from "./our-engine.ts";
import { measureSetUp } from "./set-up-time.ts";

const log = (line: string) => console.error(`[bench] ${line}`);

/** Opus as browsers send it: 20 ms in 80 bytes. */
const usual = { frameMs: 20, soundBytes: 80 } as const;
/**
 * A hundred calls at that rate are more than one core carries, and more than those who talk find beside it. With packets
 * of 60 ms, which Opus has too, a hundred fit; what grows with the number of calls would show as well.
 */
const sparse = { frameMs: 60, soundBytes: 240, video: false } as const;
const turns = 3;
const seconds = 8;
const sizes = [1, 10, 50, 100] as const;

const marks = { setUpP95Ms: 400, growth: 1.3, lostShare: 0.001 } as const;

interface Ground {
  readonly network: Network;
  readonly withoutJanus: string | null;
}

/** Where both engines can be; without root or the package, ours alone on the loopback address. */
function prepare(): Ground {
  const { ok, line, missing } = ensureSystemPackages(["janus"], { say: log });
  if (!ok)
    return { network: loopback, withoutJanus: `${missing.join(", ")} missing; ${line ?? "install it"}` };
  try {
    return { network: openNamespace(), withoutJanus: null };
  } catch (error) {
    return { network: loopback, withoutJanus: (error as Error).message };
  }
}

async function bringEngines({ network, withoutJanus }: Ground) {
  const ours = await startOurEngine(network);
  if (withoutJanus !== null) return { engines: [ours], withoutJanus };
  try {
    return { engines: [ours, await startJanus(network)], withoutJanus };
  } catch (error) {
    return { engines: [ours], withoutJanus: (error as Error).message };
  }
}

/** What the media engine costs, beside Janus on the same load, and how soon a call that is accepted is heard. */
export async function benchCalls(): Promise<object> {
  const loadBefore = loadavg()[0] ?? 0;
  const ground = prepare();
  const { engines, withoutJanus } = await bringEngines(ground);
  if (withoutJanus !== null) log(`Janus cannot run here: ${withoutJanus}`);
  const said = <T>(what: string, result: T): T => {
    log(`${what}: ${JSON.stringify(result)}`);
    return result;
  };
  const compare = async (name: keyof typeof shapes, calls: number) => {
    const shape = shapes[name];
    const manner = { ...usual, video: shape.video };
    return said(name, await inTurns(engines, shape, { calls, turns, seconds, manner }));
  };

  const direct = said("without an engine", await directly(ground.network, { ...usual, video: false }));
  const few = await compare("audio", 5);
  const audio = await compare("audio", 20);
  const supervised = await compare("supervised", 12);
  const video = await compare("video", 8);
  for (const engine of engines) await engine.stop();
  const alone = await startOurEngine(ground.network);
  const grown = said("growth", await growth(alone, shapes.audio, { sizes, seconds, manner: sparse }));
  await alone.stop();
  ground.network.close();
  const setUp = said("set-up", await measureSetUp(40));

  const added = (p: "p50" | "p95", through: number) => Number((through - direct[p]).toFixed(2));
  const heard = [few, audio, supervised, video].map(({ ours: one }) => one);
  const lostShare = Math.max(...heard.map(({ lost, heard: all }) => lost / (lost + all)));
  return {
    bench: "calls",
    ...{ janus: withoutJanus === null ? janusVersion() : null, ...(withoutJanus && { withoutJanus }) },
    ...{ audio, supervised, video },
    addedLatency: {
      p50Ms: added("p50", few.ours.p50Ms),
      p95Ms: added("p95", few.ours.p95Ms),
      calls: few.calls,
    },
    ...{ growth: grown, setUp, marks, lostShare: Number(lostShare.toFixed(5)) },
    machine: { loadBefore, loadAfter: loadavg()[0], cores: availableParallelism() },
    ok: setUp.p95 <= marks.setUpP95Ms && grown.ratio <= marks.growth && lostShare <= marks.lostShare,
  };
}
