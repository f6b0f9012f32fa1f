// npm run dist: the packaged desktop, as an unpacked folder and a deb, in dist/packages.
// --dir-only leaves out the deb; --smoke also starts the packaged app and looks at it (e2e/shell/packaged.spec.ts).
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Platform, build as pack } from "electron-builder";
import { builderConfig } from "../build/electron-builder.mjs";
import { build, isStale } from "./build.mjs";
import { hasDisplay, onVirtualDisplay } from "./display.mjs";
import { findElectron } from "./electron-runtime.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const packages = path.join(root, "dist/packages");
const staging = path.join(root, ".cache/package");
const notBuiltHere = {
  linux: "AppImage and rpm (their tools come from GitHub), nsis (Windows), dmg (macOS)",
  darwin: "nsis (Windows), AppImage, deb and rpm (Linux)",
  win32: "dmg (macOS), AppImage, deb and rpm (Linux)",
};

const known = ["--dir-only", "--smoke"];
const words = process.argv.slice(2);

async function main() {
  const stranger = words.find((word) => !known.includes(word));
  if (stranger) throw new Error(`npm run dist does not know ${stranger}; it knows ${known.join(" and ")}`);
  if (isStale()) await build();
  const runtime = await findElectron();
  const app = stage("app", path.join(root, "dist/electron"));
  const wantsDeb = process.platform === "linux" && !words.includes("--dir-only");
  if (wantsDeb) await chooseFpm();
  fs.rmSync(packages, { recursive: true, force: true });
  await make({ runtime, app, output: packages, targets: wantsDeb ? ["dir", "deb"] : ["dir"] });
  report(runtime);
  if (words.includes("--smoke")) await smoke(runtime);
}

/** The app's folder as it goes into the archive: what was built, a short package.json, and no dependencies. */
function stage(name, electron) {
  const folder = path.join(staging, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, "dist"), { recursive: true });
  fs.cpSync(electron, path.join(folder, "dist/electron"), { recursive: true });
  // The compressed copies are for the server.
  const filter = (file) => !/\.(br|gz)$/.test(file);
  fs.cpSync(path.join(root, "dist/renderer"), path.join(folder, "dist/renderer"), {
    recursive: true,
    filter,
  });
  fs.copyFileSync(path.join(root, "build/icon.png"), path.join(folder, "dist/icon.png"));
  const { version, description, license, author, homepage, main, desktopName } = JSON.parse(
    fs.readFileSync(path.join(root, "package.json"), "utf8"),
  );
  const manifest = {
    name: "sidetone",
    productName: "Sidetone",
    version,
    description,
    license,
    author,
    homepage,
    main,
    desktopName,
  };
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  return folder;
}

async function make({ runtime, app, output, targets }) {
  const text = `Made with a development runtime (Electron ${runtime.version}, ${runtime.kind}). Not for distribution.\n`;
  fs.writeFileSync(path.join(staging, "NOT-FOR-DISTRIBUTION.txt"), text);
  const config = builderConfig({ runtime, app, output });
  await pack({
    targets: Platform.current().createTarget(targets),
    config,
    publish: "never",
    projectDir: root,
  });
}

/** The real fpm is downloaded by electron-builder; where that is impossible, our stand-in makes the deb. */
async function chooseFpm() {
  if (process.env.CUSTOM_FPM_PATH) return;
  const host = process.env.ELECTRON_BUILDER_BINARIES_MIRROR ?? "https://github.com/";
  const reachable = await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(4000) }).catch(
    () => undefined,
  );
  if (reachable) return;
  console.log(
    `fpm cannot be downloaded from ${new URL(host).host}: the deb is made by build/fpm-stand-in.mjs`,
  );
  process.env.CUSTOM_FPM_PATH = path.join(root, "build/fpm-stand-in.mjs");
}

function report(runtime) {
  console.log("\nIn dist/packages:");
  for (const entry of fs.readdirSync(packages, { withFileTypes: true })) {
    if (entry.isDirectory()) console.log(`  ${entry.name}/`);
    else if (/\.(deb|dmg|exe|AppImage|rpm)$/.test(entry.name)) {
      const size = fs.statSync(path.join(packages, entry.name)).size / 1e6;
      console.log(`  ${entry.name} (${size.toFixed(0)} MB)`);
    }
  }
  console.log(`Configured, but not built here: ${notBuiltHere[process.platform]}`);
  if (runtime.kind !== "official") {
    console.log(`Development runtime (Electron ${runtime.version}, ${runtime.kind}): NOT FOR DISTRIBUTION.`);
  }
}

/** Starts the package as it is, and its twin whose only difference is that a test may look into its page. */
async function smoke(runtime) {
  const env = { ...process.env, SIDETONE_TEST_BUILD: "1", SIDETONE_DIST: ".cache/package/test-build" };
  for (const mode of ["main", "preload"]) {
    const vite = [
      path.join(root, "node_modules/vite/bin/vite.js"),
      "build",
      "-c",
      "vite.electron.config.ts",
      "--mode",
      mode,
    ];
    const run = spawnSync(process.execPath, vite, { cwd: root, env, stdio: "inherit" });
    if (run.status !== 0) throw new Error("The test build of the shell failed");
  }
  const twin = path.join(staging, "twin");
  fs.rmSync(twin, { recursive: true, force: true });
  const app = stage("test-app", path.join(staging, "test-build/electron"));
  await make({ runtime, app, output: twin, targets: ["dir"] });

  const playwright = path.join(root, "node_modules/@playwright/test/cli.js");
  const test = [process.execPath, [playwright, "test", "--project=packaged"]];
  const [command, args] = hasDisplay() ? test : onVirtualDisplay(...test);
  const places = {
    SIDETONE_PACKAGE: unpacked(packages),
    SIDETONE_PACKAGE_TWIN: unpacked(twin),
    SIDETONE_ELECTRON_VERSION: runtime.version,
  };
  const run = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...places } });
  if (run.status !== 0) throw new Error("The packaged app does not start as it should");
}

function unpacked(output) {
  const name = fs.readdirSync(output).find((entry) => entry.endsWith("-unpacked") || entry.startsWith("mac"));
  if (!name) throw new Error(`There is no unpacked app in ${output}`);
  return path.join(output, name);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
