import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { Persistence } from "../../../shared/bridge/desktop.ts";
import type { SecretBox } from "../platform/secret-box.ts";

const Kept = z.object({ address: z.string(), token: z.string().min(1) });
/** The refresh token, and the only server that may ever see it. */
export type Kept = z.infer<typeof Kept>;

export type TokenVault = {
  load(): Promise<Kept | undefined>;
  /** Tells where it is kept: with no real keychain it stays in memory and ends with the app. */
  save(kept: Kept): Promise<Persistence>;
  clear(): Promise<void>;
  persistence(): Promise<Persistence>;
};

/** Keeps the refresh token on disk, sealed by the operating system's keychain, or else nowhere. */
export function openTokenVault(file: string, box: SecretBox, log: (what: string) => void): TokenVault {
  const persistence = async (): Promise<Persistence> =>
    (await box.available().catch(() => false)) ? "keychain" : "memory";

  const write = async (kept: Kept) => {
    const sealed = await box.seal(JSON.stringify(kept));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(`${file}.new`, sealed, { mode: 0o600 });
    await rename(`${file}.new`, file);
  };

  return {
    persistence,
    async load() {
      if ((await persistence()) === "memory") return undefined;
      try {
        const { text, sealAgain } = await box.open(await readFile(file));
        const kept = Kept.parse(JSON.parse(text));
        if (sealAgain) await write(kept);
        return kept;
      } catch (error) {
        // A new keychain or a copied profile: signing in again is the way out.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") log("vault.unreadable");
        return undefined;
      }
    },
    async save(kept) {
      if ((await persistence()) === "memory") return "memory";
      try {
        await write(kept);
        return "keychain";
      } catch {
        log("vault.unwritable");
        return "memory";
      }
    },
    clear: () => rm(file, { force: true }),
  };
}
