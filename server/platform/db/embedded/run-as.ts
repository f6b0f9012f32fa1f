import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { dirname, parse } from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./failure.ts";

/** PostgreSQL refuses to run as root: how a command is dressed so that it does not. */
export interface RunAs {
  readonly kind: "self" | "nobody" | "user-namespace";
  /** Given to the data folder; undefined where it already belongs to whoever runs us. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  command(program: string, args: readonly string[]): { file: string; args: string[] };
  readonly identity: { uid?: number; gid?: number };
}

const plainly = (program: string, args: readonly string[]) => ({ file: program, args: [...args] });

const asOurselves: RunAs = { kind: "self", command: plainly, identity: {} };

const mapping = ["-U", "--map-user=65534", "--map-group=65534"];

/** Root outside, "nobody" inside: needs no chown and reaches folders that only root can enter. */
const inUserNamespace: RunAs = {
  kind: "user-namespace",
  owner: { uid: 0, gid: 0 },
  command: (program, args) => ({ file: "unshare", args: [...mapping, program, ...args] }),
  identity: {},
};

/** Decides once how the database's processes run, from who we are and what "nobody" could reach. */
export function chooseRunAs(binaries: Binaries, dataDir: string, uid = process.getuid?.()): RunAs {
  if (uid !== 0) return asOurselves;
  const nobody = findNobody();
  if (reachableBy(nobody, dataDir) && reachableBy(nobody, dirname(binaries.postgres))) {
    return { kind: "nobody", owner: nobody, command: plainly, identity: nobody };
  }
  if (spawnSync("unshare", [...mapping, binaries.postgres, "--version"]).status === 0) return inUserNamespace;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the user "nobody" cannot reach ${dataDir}: ` +
      "start as an ordinary user, choose another DATA_DIR, or set DATABASE_URL.",
  );
}

function findNobody(): { uid: number; gid: number } {
  const line = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) };
}

/** Whether a user may walk down to a folder: the x bit of every folder on the way. */
export function reachableBy(user: { uid: number; gid: number }, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === parse(at).root) return true;
  }
}
