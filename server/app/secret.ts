import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "./config.ts";

/** The secret of the configuration; without one, a random one that is made once and kept in the data folder. */
export async function readSecret(given: string | null, dataDir: string): Promise<string> {
  if (given) return given;
  const file = join(dataDir, "secret");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const kept = await readKept(file);
  if (kept) return kept;
  await makeOnce(file);
  return (await readKept(file)) ?? corrupt(file);
}

async function readKept(file: string): Promise<string | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  await chmod(file, 0o600);
  return text.trim().length >= 32 ? text.trim() : corrupt(file);
}

/** Two servers may start at once on one folder: `link` lets exactly one of the two secrets stand. */
async function makeOnce(file: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  await writeFile(draft, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

function corrupt(file: string): never {
  throw new ConfigError([
    `${file} does not hold a secret; restore it from a backup, or remove it, which ends all sessions.`,
  ]);
}
