import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "#server/platform/db/embedded/index.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
let stop = async () => {};

/** Once for the whole run: the embedded PostgreSQL 18, in a folder of its own. */
export async function setup(project: TestProject): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "sidetone-contract-"));
  const database = await startEmbeddedPostgres({ dataDir, log: quiet });
  stop = async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  project.provide("adminUrl", database.url);
}

export const teardown = () => stop();
