import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const root = resolve(import.meta.dirname, "../../../..");

/** The widget as it is delivered, built into a folder of its own. */
export async function buildWidget(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "sidetone-widget-"));
  const program = join(root, "node_modules/vite/bin/vite.js");
  await promisify(execFile)(process.execPath, [program, "build", "-c", "vite.widget.config.ts"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", WIDGET_OUT_DIR: folder },
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
