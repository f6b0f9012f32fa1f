// What a bare machine lacks: found by looking for the thing itself, installed by apt when we are root, else told.
// Runs before anything else, so it uses nothing but Node.
import { spawnSync } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";

const program = (...names) => ({ what: names[0], there: () => names.some(onPath) });
const library = (name) => ({ what: name, there: () => libraries().has(name) });
const file = (...paths) => ({ what: paths[0], there: () => paths.some((path) => existsSync(path)) });

/** Each need names what is looked for, and the packages that bring it: the first that this system knows is taken. */
const need = (thing, ...packages) => ({ ...thing, packages });

export const groups = {
  /** What Electron is linked against. */
  desktop: [
    need(library("libgtk-3.so.0"), "libgtk-3-0t64", "libgtk-3-0"),
    need(library("libnss3.so"), "libnss3"),
    need(library("libasound.so.2"), "libasound2t64", "libasound2"),
    need(library("libgbm.so.1"), "libgbm1"),
    need(library("libcups.so.2"), "libcups2t64", "libcups2"),
    need(library("libatk-bridge-2.0.so.0"), "libatk-bridge2.0-0t64", "libatk-bridge2.0-0"),
    need(library("libxkbcommon.so.0"), "libxkbcommon0"),
    need(library("libdrm.so.2"), "libdrm2"),
    need(library("libXcomposite.so.1"), "libxcomposite1"),
    need(library("libXdamage.so.1"), "libxdamage1"),
    need(library("libXrandr.so.2"), "libxrandr2"),
  ],
  /** A display where there is none. */
  display: [
    need(program("Xvfb"), "xvfb"),
    need(program("xauth"), "xauth"),
    need(program("xvfb-run"), "xvfb"),
  ],
  browser: [need(program("chromium", "chromium-browser", "google-chrome"), "chromium")],
  database: [need({ what: "PostgreSQL 15 or newer", there: hasPostgres }, "postgresql")],
  /** For the test of several server processes. */
  redis: [need(program("redis-server"), "redis-server")],
  packaging: [
    need(program("dpkg-deb"), "dpkg"),
    need(program("fakeroot"), "fakeroot"),
    need(program("xz"), "xz-utils"),
  ],
  /** A keychain for the desktop's sign-in to be tested with. */
  keyring: [
    need(program("dbus-daemon"), "dbus-daemon", "dbus"),
    need(program("dbus-send"), "dbus-bin", "dbus"),
    need(program("gnome-keyring-daemon"), "gnome-keyring"),
    need(library("libsecret-1.so.0"), "libsecret-1-0"),
  ],
  /** A telephone exchange to call and be called by, and the certificate that it is shown. */
  phone: [
    need(program("sipp"), "sip-tester"),
    need(program("baresip"), "baresip-core"),
    need(program("openssl"), "openssl"),
  ],
  /** A relay for networks that let nothing else out. */
  relay: [need(program("turnserver"), "coturn")],
  /** Another media server, to be measured beside ours. */
  janus: [need(program("janus"), "janus"), need(program("ip"), "iproute2")],
  /** Networks of their own, whose lines can be cut. */
  networks: [need(program("iptables"), "iptables"), need(program("ip"), "iproute2")],
  fonts: [need(file("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF"), "fonts-dejavu-core")],
};

function onPath(name) {
  return [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/usr/sbin"].some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

let known;
function libraries() {
  if (known) return known;
  const list = spawnSync("ldconfig", ["-p"], {
    encoding: "utf8",
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  known = new Set((list.stdout ?? "").split("\n").map((line) => line.trim().split(" ")[0]));
  return known;
}

function hasPostgres() {
  const all = "/usr/lib/postgresql";
  return (
    existsSync(all) && readdirSync(all).some((v) => Number(v) >= 15 && existsSync(join(all, v, "bin/initdb")))
  );
}

/** What is missing of the named groups. */
export function findMissing(names) {
  known = undefined;
  return names.flatMap((name) => {
    const group = groups[name];
    if (!group) throw new Error(`There is no group "${name}"; there are: ${Object.keys(groups).join(", ")}.`);
    return group.filter((one) => !one.there());
  });
}

/** The line a person runs when we may not. */
export function installLine(packages) {
  return `sudo apt-get update && sudo apt-get install --no-install-recommends -y ${packages.join(" ")}`;
}

/**
 * Sees to it that the groups are there. Answers `{ ok, installed, line, missing }`; `line` is what to run by hand.
 * Does nothing on systems other than Linux, where Electron and its like bring what they need.
 */
export function ensureSystemPackages(
  names,
  { say = console.error, install = process.getuid?.() === 0 } = {},
) {
  if (process.platform !== "linux") return { ok: true, installed: [], missing: [], line: undefined };
  const missing = findMissing(names);
  if (missing.length === 0) return { ok: true, installed: [], missing: [], line: undefined };
  const packages = [...new Set(missing.map(choosePackage))];
  const line = installLine(packages);
  const whats = missing.map(({ what }) => what);
  if (!onPath("apt-get")) return { ok: false, installed: [], missing: whats, line: undefined };
  if (!install) return { ok: false, installed: [], missing: whats, line };

  say(`Installing ${packages.join(", ")} …`);
  const failure = aptInstall(packages, missing);
  const still = findMissing(names).map(({ what }) => what);
  if (failure && still.length > 0) say(failure);
  return { ok: still.length === 0, installed: packages, missing: still, line };
}

const hasCandidate = (name) =>
  /^ {2}Candidate: (?!\(none\))\S/m.test(
    spawnSync("apt-cache", ["policy", name], { encoding: "utf8" }).stdout ?? "",
  );

/** Names changed with the 64-bit time of Debian 13 and Ubuntu 24.04. */
function choosePackage({ packages }) {
  return packages.find(hasCandidate) ?? packages.at(-1);
}

function aptInstall(packages, missing) {
  const quiet = { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  keepPostgresQuiet();
  if (packages.includes("coturn")) keepRelayQuiet();
  // A fresh image has no lists at all; old lists name files that the mirror no longer has.
  if (!packages.every(hasCandidate)) spawnSync("apt-get", ["update", "-qq"], quiet);
  for (const attempt of [1, 2]) {
    const names = [...new Set(missing.map(choosePackage))];
    const args = ["install", "-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold"];
    const run = spawnSync("apt-get", [...args, "-o", "DPkg::Lock::Timeout=120", ...names], quiet);
    if (run.status === 0) return undefined;
    if (attempt === 2) return `${run.stdout}\n${run.stderr}`.trim().split("\n").slice(-15).join("\n");
    spawnSync("apt-get", ["update", "-qq"], quiet);
  }
}

/** Debian's postgresql makes a cluster and starts it on port 5432; only its programs are wanted here. */
function keepPostgresQuiet() {
  const config = "/etc/postgresql-common/createcluster.conf";
  if (existsSync(config)) return;
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(config, "# The tests start a PostgreSQL of their own.\ncreate_main_cluster = false\n");
}

/** Debian's coturn starts a relay for everybody on port 3478; only its program is wanted here. */
function keepRelayQuiet() {
  const unit = "/etc/systemd/system/coturn.service";
  if (existsSync("/lib/systemd/system/coturn.service") || existsSync(unit)) return;
  mkdirSync(dirname(unit), { recursive: true });
  symlinkSync("/dev/null", unit);
}

/** 0: all there. 3: something is missing, and a person has to install it. */
function main(names) {
  const { ok, installed, missing, line } = ensureSystemPackages(names);
  if (installed.length > 0 && ok) console.log(`installed: ${installed.join(", ")}`);
  if (ok) return 0;
  console.error(`Missing on this machine: ${missing.join(", ")}.`);
  console.error(
    line
      ? `Run this once, then try again:\n  ${line}`
      : "Install them with your system's package manager, then try again.",
  );
  return 3;
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith("scripts/system-packages.mjs")) {
  const names = process.argv.slice(2);
  process.exitCode = main(names.length > 0 ? names : Object.keys(groups));
}
