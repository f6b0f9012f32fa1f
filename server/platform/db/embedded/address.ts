import { createHash } from "node:crypto";
import { chown, lstat, mkdir, mkdtemp, rmdir } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Cluster, superuser } from "./cluster.ts";
import { EmbeddedPostgresError } from "./failure.ts";

/** Where a PostgreSQL listens: a folder with its socket, or a loopback port where there are no unix sockets. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export type Transport = "socket" | "loopback";

const defaultPort = 5432;

/** Chooses where a PostgreSQL that we start shall listen: where it did before, so that its url stays good. */
export async function chooseAddress(
  cluster: Cluster,
  transport: Transport,
  before?: Address,
): Promise<Address> {
  if (before && (transport === "loopback" || (await isOurs(before.host, ownerOf(cluster))))) return before;
  if (transport === "loopback") return { host: "127.0.0.1", port: await freePort() };
  return { host: await socketFolder(cluster), port: defaultPort };
}

/** A short path, because the address of a unix socket has room for about 107 bytes; entered by its owner alone. */
async function socketFolder(cluster: Cluster): Promise<string> {
  const { dir, runAs } = cluster;
  const owner = ownerOf(cluster);
  const base = (runAs.kind === "self" && process.env.XDG_RUNTIME_DIR) || tmpdir();
  const name = `sidetone-${createHash("sha256").update(`${dir}:${owner}`).digest("hex").slice(0, 12)}`;
  const usual = join(base, name);
  await mkdir(usual, { mode: 0o700 }).catch(() => undefined);
  const folder = (await isOurs(usual, owner)) ? usual : await mkdtemp(join(tmpdir(), "sidetone-"));
  if (runAs.owner) await chown(folder, runAs.owner.uid, runAs.owner.gid);
  if (Buffer.byteLength(join(folder, `.s.PGSQL.${defaultPort}.lock`)) > 100) {
    throw new EmbeddedPostgresError(
      `The folder for the database's socket, ${folder}, is too long: set TMPDIR to a shorter one.`,
    );
  }
  return folder;
}

const ownerOf = ({ runAs }: Cluster) => runAs.owner?.uid ?? process.getuid?.() ?? 0;

/** Takes the empty folder of the socket away again, if it is one of ours. */
export async function leaveAddress({ host }: Address): Promise<void> {
  if (basename(host).startsWith("sidetone-")) await rmdir(host).catch(() => undefined);
}

/** In a shared /tmp a stranger may have made the folder before us: then it is not used. */
async function isOurs(folder: string, owner: number): Promise<boolean> {
  const stat = await lstat(folder).catch(() => undefined);
  const mine = stat?.uid === owner || stat?.uid === process.getuid?.();
  return stat?.isDirectory() === true && mine && (stat.mode & 0o077) === 0;
}

/** Below the range from which systems take ports for outgoing connections. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((answer) => {
      server.once("error", () => answer(false));
      server.listen(port, "127.0.0.1", () => answer(true));
    });
    if (!free) continue;
    await new Promise((closed) => server.close(closed));
    return port;
  }
  throw new EmbeddedPostgresError("No free port was found between 20000 and 32000.");
}

/** The address as `pg` reads it; a socket folder stands percent-encoded in the place of the host. */
export function databaseUrl({ host, port }: Address, password: string, database: string): string {
  return `postgres://${superuser}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
}
