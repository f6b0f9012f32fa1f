import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lchown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Binaries, findBinaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./failure.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";

export const superuser = "sidetone";

/** One PostgreSQL on disk, and how its processes are run. */
export interface Cluster {
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  /** What PostgreSQL calls PGDATA. */
  readonly dir: string;
  readonly logFile: string;
  readonly password: string;
  readonly createdNow: boolean;
}

/** Opens the cluster under a data folder, making it at the first start. */
export async function openCluster(dataDir: string): Promise<Cluster> {
  const binaries = await findBinaries();
  await mkdir(resolve(dataDir), { recursive: true }).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(`The data folder ${dataDir} cannot be made: choose another DATA_DIR.`, {
      cause,
    });
  });
  const root = await realpath(dataDir);
  const runAs = chooseRunAs(binaries, root);
  const home = join(root, "pg18");
  const createdNow = !(await exists(home)) && (await create(root, home, binaries, runAs));
  const dir = join(home, "data");
  await giveTo(runAs, dir);
  return {
    binaries,
    runAs,
    dir,
    createdNow,
    logFile: join(root, "postgres.log"),
    password: await readPassword(join(home, "password")),
  };
}

/** Made aside and renamed into place, so that a kill half-way, or two servers at once, leave no half cluster. */
async function create(root: string, home: string, binaries: Binaries, runAs: RunAs): Promise<boolean> {
  const staging = join(root, `.making-${randomBytes(6).toString("hex")}`);
  const dir = join(staging, "data");
  const passwordFile = join(staging, "password");
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await chmod(staging, 0o711);
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (runAs.owner) await chown(dir, runAs.owner.uid, runAs.owner.gid);
    if (runAs.owner) await chown(passwordFile, runAs.owner.uid, runAs.owner.gid);
    await initdb(binaries, runAs, dir, passwordFile);
    if (runAs.owner) await chown(passwordFile, 0, 0);
    await rename(staging, home);
    return true;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (await exists(home)) return false;
    throw error;
  }
}

async function initdb(binaries: Binaries, runAs: RunAs, dir: string, passwordFile: string): Promise<void> {
  const { file, args } = runAs.command(binaries.initdb, [
    ...["--pgdata", dir, "--username", superuser, "--pwfile", passwordFile, "--auth", "scram-sha-256"],
    // The builtin provider sorts and folds alike on every machine, whatever its C library knows.
    ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"],
  ]);
  const child = spawn(file, args, { ...runAs.identity, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const code = await new Promise((done, failed) => child.once("error", failed).once("close", done));
  if (code !== 0) {
    const reason = output.trim().split("\n").slice(-4).join(" ");
    throw new EmbeddedPostgresError(`The embedded database could not be made in ${dir}: ${reason}`);
  }
}

/** Root may have run in another way last time, or the folder may have been copied: ownership follows. */
async function giveTo({ owner }: RunAs, dir: string): Promise<void> {
  if (!owner || (await lstat(dir)).uid === owner.uid) return;
  for (const name of await readdir(dir, { recursive: true }))
    await lchown(join(dir, name), owner.uid, owner.gid);
  // The top goes last: it is the mark that all below it is done.
  await lchown(dir, owner.uid, owner.gid);
}

async function readPassword(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The password of the embedded database cannot be read from ${file}: start as the user who made it.`,
      { cause },
    );
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );
