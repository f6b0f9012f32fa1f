#!/usr/bin/env node
// Stands in for fpm where it cannot be downloaded: makes a deb with dpkg-deb from the arguments that electron-builder
// gives (`-s dir -t deb … source=target …`). Used through CUSTOM_FPM_PATH by scripts/dist.mjs.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const words = process.argv.slice(2);
if (words[0] === "--version") {
  console.log("1.17.0");
  process.exit(0);
}

const withValue = {
  "-s": "source",
  "-t": "target",
  "-d": "depends",
  "--deb-recommends": "recommends",
  "--architecture": "architecture",
  "--after-install": "postinst",
  "--after-remove": "postrm",
  "--description": "description",
  "--version": "version",
  "--package": "output",
  "--name": "name",
  "--maintainer": "maintainer",
  "--vendor": "vendor",
  "--url": "url",
  "--category": "category",
  "--deb-priority": "priority",
  "--license": "license",
  "--iteration": "iteration",
  "--deb-compression": "compression",
  "--log": "log",
};

function readArguments() {
  const options = { depends: [], recommends: [], files: [] };
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const name = withValue[word];
    if (name && Array.isArray(options[name])) options[name].push(words[++index]);
    else if (name) options[name] = words[++index];
    else if (!word.startsWith("-")) options.files.push(word);
    else if (word !== "--force" && word !== "--debug") console.error(`fpm stand-in: left out ${word}`);
  }
  return options;
}

function stage(files, folder) {
  for (const pair of files) {
    const cut = pair.lastIndexOf("=");
    const from = pair.slice(0, cut);
    const to = path.join(folder, pair.slice(cut + 1));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    if (from.endsWith("/")) fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true });
    else fs.copyFileSync(from, to);
  }
  execFileSync("chmod", ["-R", "u+rwX,go+rX,go-w", folder]);
}

function controlFile(options, kilobytes) {
  const [summary, ...more] = options.description.trim().split("\n");
  const fields = {
    Package: options.name,
    Version: options.version + (options.iteration ? `-${options.iteration}` : ""),
    License: options.license,
    Vendor: options.vendor,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    "Installed-Size": kilobytes,
    Depends: options.depends.join(", "),
    Recommends: options.recommends.join(", "),
    Section: options.category ?? "default",
    Priority: options.priority ?? "optional",
    Homepage: options.url,
    Description: [summary, ...more.map((line) => ` ${line.trim() || "."}`)].join("\n"),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  return `${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`;
}

const options = readArguments();
if (options.target !== "deb") {
  console.error(`fpm stand-in: makes deb only, not ${options.target}`);
  process.exit(1);
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sidetone-deb-"));
try {
  const root = path.join(folder, "root");
  fs.mkdirSync(root);
  stage(options.files, root);
  fs.chmodSync(root, 0o755);
  const kilobytes = execFileSync("du", ["-sk", root]).toString().split("\t")[0];
  fs.mkdirSync(path.join(root, "DEBIAN"), { mode: 0o755 });
  fs.writeFileSync(path.join(root, "DEBIAN/control"), controlFile(options, kilobytes));
  for (const script of ["postinst", "postrm"]) {
    if (!options[script]) continue;
    fs.copyFileSync(options[script], path.join(root, "DEBIAN", script));
    fs.chmodSync(path.join(root, "DEBIAN", script), 0o755);
  }
  const dpkg = ["--root-owner-group", "-Zxz", "-z1", "--build", root, options.output];
  execFileSync("dpkg-deb", dpkg, { stdio: "inherit" });
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
