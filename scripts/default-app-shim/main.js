// Stands in for Electron's default_app.asar in the fallback runtime, whose package ships without one:
// `electron [-r module]... [switches] path`. Playwright's loader comes in by -r and must be loaded first.
// A .js file of a CommonJS package of its own, since Electron reads it from inside an archive.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { app } = require("electron");

function readArguments(argv) {
  const modules = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index];
    if (word === "-r" || word === "--require") modules.push(argv[++index]);
    else if (word === "-v" || word === "--version") return { modules, version: true };
    else if (!word.startsWith("-")) return { modules, file: word };
  }
  return { modules };
}

function describeApp(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName || manifest.name || app.getName());
  app.setDesktopName?.(manifest.desktopName || `${app.getName()}.desktop`);
  const asked = app.commandLine.getSwitchValue("user-data-dir");
  app.setPath("userData", asked || path.join(app.getPath("appData"), app.getName()));
  app.setAppPath(folder);
}

const { modules, file, version } = readArguments(process.argv.slice(1));
if (version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (!file) {
  console.error("usage: electron [-r module] path");
  process.exit(1);
}
process.defaultApp = true;
for (const module of modules) Module._load(module, Module, true);
try {
  const target = path.resolve(file);
  if (fs.statSync(target).isDirectory()) describeApp(target);
  else app.setAppPath(path.dirname(target));
  process.mainModule = undefined;
  Module._load(Module._resolveFilename(target, null, true), Module, true);
} catch (error) {
  console.error("The app failed while it was loading\n", error);
  process.exit(1);
}
