// Mends package-lock.json after an install from a registry that lacks some packages for other platforms: npm leaves
// those out of the lock, and then refuses `npm ci` because they are missing. They are written down without a checksum.
import { readFileSync, writeFileSync } from "node:fs";

/** Optional packages that the lock's own packages name, and that have no place in it. */
export function findLeftOut(lock) {
  const leftOut = new Map();
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (!isLocked(lock, path, name)) leftOut.set(`node_modules/${name}`, { name, version });
    }
  }
  return leftOut;
}

/** As Node looks for it: beside the package, then one folder up, and so on. */
function isLocked({ packages }, from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (`${at ? `${at}/` : ""}node_modules/${name}` in packages) return true;
    if (at === "") return false;
  }
}

const systems = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
  "windows",
];
const processors = ["arm64", "arm", "ia32", "x64", "ppc64", "riscv64", "s390x"];

/** The lock entry; the package's name tells for which machine it is, as it does for all that are built this way. */
export function entryFor({ name, version }) {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(
      `${name}@${version} is left out of the lock, and its name does not tell for which machine it is`,
    );
  }
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.includes("gnu")
      ? ["glibc"]
      : undefined;
  const system = os === "windows" ? "win32" : os;
  return { version, cpu: [cpu], ...(libc && { libc }), dev: true, optional: true, os: [system] };
}

if (process.argv[1]?.endsWith("complete-lockfile.mjs")) {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const leftOut = findLeftOut(lock);
  for (const [path, missing] of leftOut) lock.packages[path] = entryFor(missing);
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en")),
  );
  writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${leftOut.size} packages of other platforms were added to package-lock.json`);
}
