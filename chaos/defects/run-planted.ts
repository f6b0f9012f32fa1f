import { join } from "node:path";
import { plantedProfile } from "../profiles.ts";
import { type RunOptions, type RunResult, runChaos } from "../run-chaos.ts";
import { resumeByTime } from "./resume-by-time.ts";

type Planted = Partial<Pick<RunOptions, "entry" | "env" | "prepare" | "wrap">>;

/** What a defect must be caught as. */
type Symptom = "lost" | "duplicated" | "gaps";

interface Defect {
  readonly plant: Planted;
  readonly symptom: Symptom;
}

const inStore = (name: string): Planted => ({
  entry: "chaos/defects/server-with-defect.ts",
  env: { SIDETONE_CHAOS_DEFECT: name },
});

const defects: Readonly<Record<string, Defect>> = {
  "ack before commit": { plant: inStore("ack-before-commit"), symptom: "lost" },
  "no unique index on client ids": {
    plant: {
      ...inStore("no-unique-client-ids"),
      prepare: (client) => client.query("drop index conversation_events_client_id"),
    },
    symptom: "duplicated",
  },
  "resume by time instead of seq": { plant: { wrap: resumeByTime }, symptom: "gaps" },
};

export interface PlantedResult {
  readonly ok: boolean;
  readonly seed: number;
  readonly control: Summary;
  readonly planted: Readonly<Record<string, Summary & { readonly caught: boolean }>>;
}

type Summary = Pick<RunResult, "acked" | "lost" | "duplicated" | "reordered" | "gaps" | "clean">;

const summary = ({ acked, lost, duplicated, reordered, gaps, clean }: RunResult): Summary => ({
  ...{ acked, lost, duplicated, reordered, gaps, clean },
});

/** A checker that never failed proves nothing: each defect must be caught as what it is, and the control run be clean. */
export async function runPlanted({
  seed,
  folder,
  log,
}: Pick<RunOptions, "seed" | "folder" | "log">): Promise<PlantedResult> {
  const run = (name: string, plant: Planted) => {
    log(`planted: ${name}`);
    const own = join(folder, name.replaceAll(" ", "-"));
    return runChaos({ profile: plantedProfile, seed, folder: own, log, ...plant });
  };
  const control = await run("nothing", {});
  for (const example of control.examples) log(example);
  const planted: Record<string, Summary & { caught: boolean }> = {};
  for (const [name, { plant, symptom }] of Object.entries(defects)) {
    const result = await run(name, plant);
    planted[name] = { ...summary(result), caught: result[symptom] > 0 };
    log(`${name}: ${planted[name].caught ? "caught" : "NOT CAUGHT"} (${symptom} ${result[symptom]})`);
  }
  const ok = control.clean && Object.values(planted).every(({ caught }) => caught);
  return { ok, seed, control: summary(control), planted };
}
