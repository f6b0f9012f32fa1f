// Builds dist/: renderer, widget, and the desktop's main and preload. `--only electron,renderer` builds a part;
// `--if-stale` does nothing when no source changed since the last whole build.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { precompress } from "./precompress.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stampFile = path.join(root, "dist/.sources");

const vite = (config, mode) => ({ config, words: mode ? ["--mode", mode] : [] });
const parts = {
  electron: [vite("vite.electron.config.ts", "main"), vite("vite.electron.config.ts", "preload")],
  renderer: [vite("vite.renderer.config.ts")],
  widget: [vite("vite.widget.config.ts")],
};
const sources = {
  folders: ["electron", "renderer", "shared", "widget", "build", "scripts"],
  files: [
    "package-lock.json",
    "package.json",
    "tsconfig.json",
    ...new Set(
      Object.values(parts)
        .flat()
        .map((run) => run.config),
    ),
  ],
};

/** Whether dist/ was built from exactly the sources that are here now. */
export const isStale = () => read(stampFile) !== hashOfSources();

/** Builds what is named, all by default; throws a sentence when a part cannot be built. */
export async function build({ only = Object.keys(parts), log = console.log, quiet = true } = {}) {
  const whole = only.length === Object.keys(parts).length;
  const hash = hashOfSources();
  const started = performance.now();
  const missing = only
    .flatMap((name) => parts[name])
    .filter((run) => !fs.existsSync(path.join(root, run.config)));
  if (missing.length > 0) throw new Error(`Cannot build: ${missing[0].config} is missing`);
  fs.rmSync(stampFile, { force: true });
  await Promise.all(only.map((name) => buildPart(name, log, quiet)));
  if (only.includes("electron")) copyIcon();
  await precompress(
    ["renderer", "widget"].filter((name) => only.includes(name)).map((name) => path.join(root, "dist", name)),
  );
  if (whole) fs.writeFileSync(stampFile, hash);
  log(`built ${only.join(", ")} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function buildPart(name, log, quiet) {
  log(`building ${name}…`);
  for (const { config, words } of parts[name])
    await run(["build", "-c", config, ...words, ...(quiet ? ["--logLevel", "error"] : [])]);
}

function run(words) {
  const program = path.join(root, "node_modules/vite/bin/vite.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`Cannot build: vite ${words.join(" ")} failed`)),
    );
  });
}

function copyIcon() {
  const icon = path.join(root, "build/icon.png");
  if (fs.existsSync(icon)) fs.copyFileSync(icon, path.join(root, "dist/icon.png"));
}

function hashOfSources() {
  const hash = createHash("sha256");
  const files = [...sources.files, ...sources.folders.flatMap(filesUnder)].sort();
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(read(path.join(root, file)) ?? "")
      .update("\0");
  return hash.digest("hex");
}

function filesUnder(folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2);
  const only = words.includes("--only") ? words[words.indexOf("--only") + 1].split(",") : undefined;
  try {
    if (words.includes("--if-stale") && !isStale()) console.log("dist is up to date");
    else await build({ quiet: false, ...(only && { only }) });
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
