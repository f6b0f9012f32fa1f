import { realpath } from "node:fs/promises";
import pg from "pg";
import { type Address, databaseUrl } from "./address.ts";
import type { Cluster } from "./cluster.ts";
import { EmbeddedPostgresError } from "./failure.ts";
import { type PostmasterFile, readPostmasterFile } from "./postmaster-file.ts";
import { kindOfProcess, somebodyWorksIn } from "./processes.ts";

/** The name of the connection by which a server keeps an eye on the database. */
export const keeperName = "sidetone-keeper";

/** What there is in the data folder at this moment. */
export type Sight =
  | { readonly state: "ready"; readonly pid: number; readonly address: Address; readonly keeper: pg.Client }
  /** A postmaster that does not take connections yet; "deaf" when it says it is ready all the same. */
  | { readonly state: "starting"; readonly pid: number; readonly deaf: boolean }
  | { readonly state: "dying"; readonly pid: number }
  /** The file of a postmaster that is gone for certain, though its number is not free yet, or again taken. */
  | { readonly state: "stale"; readonly pid: number }
  | { readonly state: "absent" };

/** Looks whether a postmaster of this cluster lives, by its file, its process, and a connection. */
export async function look(cluster: Cluster): Promise<Sight> {
  const file = await readPostmasterFile(cluster.dir);
  if (!file || file.pid <= 0) return { state: "absent" };
  switch (kindOfProcess(file.pid, cluster.dir)) {
    case "none":
      return { state: "absent" };
    case "zombie":
    case "another":
      return { state: somebodyWorksIn(cluster.dir) ? "dying" : "stale", pid: file.pid };
    default:
      return await knock(cluster, file);
  }
}

async function knock(cluster: Cluster, file: PostmasterFile): Promise<Sight> {
  if (file.port === 0) return { state: "starting", pid: file.pid, deaf: false };
  const address = { host: file.socketDir || "127.0.0.1", port: file.port };
  const keeper = new pg.Client({
    connectionString: databaseUrl(address, cluster.password, "postgres"),
    application_name: keeperName,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
  });
  keeper.on("error", () => undefined);
  try {
    await keeper.connect();
    const shown = await keeper.query<{ data_directory: string }>("show data_directory");
    const serves = await realpath(shown.rows[0]?.data_directory ?? "").catch(() => "");
    if (serves === cluster.dir) return { state: "ready", pid: file.pid, address, keeper };
    await keeper.end();
    return { state: "stale", pid: file.pid };
  } catch (error) {
    await keeper.end().catch(() => undefined);
    if ((error as { code?: string }).code === "28P01") {
      throw new EmbeddedPostgresError(
        `The database in ${cluster.dir} refuses the password that is kept beside it.`,
      );
    }
    return { state: "starting", pid: file.pid, deaf: file.ready };
  }
}
