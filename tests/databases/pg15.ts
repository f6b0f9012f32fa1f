import type { TestProject } from "vitest/node";
import { startPostgres15 } from "../../scripts/test-postgres15.ts";

let stop = async () => {};

/** Once for the whole run: the PostgreSQL 15 of the system's packages. */
export async function setup(project: TestProject): Promise<void> {
  const database = await startPostgres15();
  stop = database.stop;
  project.provide("adminUrl", database.url);
}

export const teardown = () => stop();
