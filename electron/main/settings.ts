import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { WindowState } from "./window-state.ts";

const Settings = z.object({
  address: z.string().nullable().catch(null).default(null),
  theme: z.enum(["light", "dark", "system"]).catch("system").default("system"),
  window: WindowState.optional().catch(undefined),
});
export type Settings = z.infer<typeof Settings>;

export type SettingsFile = { get(): Settings; update(change: Partial<Settings>): void };

/** What the desktop remembers on this machine. A damaged file counts as an empty one: nothing in it is irreplaceable. */
export function openSettings(file: string, log: (what: string) => void): SettingsFile {
  let current = Settings.parse({});
  try {
    current = Settings.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") log("settings.unreadable");
  }
  return {
    get: () => current,
    update(change) {
      current = { ...current, ...change };
      try {
        mkdirSync(path.dirname(file), { recursive: true });
        const fresh = `${file}.new`;
        writeFileSync(fresh, JSON.stringify(current), { mode: 0o600 });
        renameSync(fresh, file);
      } catch {
        log("settings.unwritable");
      }
    },
  };
}
