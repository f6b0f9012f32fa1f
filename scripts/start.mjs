// npm start: the server with its demo workspace, and the desktop at the sign-in page.
// --xvfb runs the desktop on a virtual display; --keep-server leaves the server running when the desktop is closed.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, isStale } from "./build.mjs";
import { hasDisplay, hasXvfb, onVirtualDisplay } from "./display.mjs";
import { findElectron } from "./electron-runtime.mjs";
import { checkPorts, startServer } from "./start-server.mjs";
import { ensureSystemPackages } from "./system-packages.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const say = (line) => console.log(line);

const known = new Set(["--xvfb", "--keep-server"]);
const words = process.argv.slice(2);
for (const word of words) {
  if (!known.has(word)) {
    console.error(`npm start does not know ${word}; it knows ${[...known].join(" and ")}`);
    process.exit(2);
  }
}
const wantsXvfb = words.includes("--xvfb");
const keepsServer = words.includes("--keep-server");

/** Why no desktop can be shown here, or what to run it with. */
async function prepareDesktop() {
  if (!hasDisplay() && !wantsXvfb) {
    return { reason: "There is no display here (npm start -- --xvfb runs the desktop on a virtual one)." };
  }
  const packages = ensureSystemPackages(wantsXvfb ? ["desktop", "display"] : ["desktop"], { say });
  if (!packages.ok) {
    const remedy = packages.line ? ` Run this once: ${packages.line}` : "";
    return { reason: `The desktop needs ${packages.missing.join(", ")}.${remedy}` };
  }
  if (wantsXvfb && !hasXvfb()) return { reason: "The virtual display needs xvfb-run, which is not here." };
  try {
    return { runtime: await findElectron({ log: (line) => say(`[electron] ${line}`) }) };
  } catch (error) {
    return { reason: `No Electron runtime can be had: ${error.message}.` };
  }
}

function openDesktop(runtime, address) {
  const isRoot = process.getuid?.() === 0;
  const switches = [...(isRoot ? ["--no-sandbox"] : []), ...(wantsXvfb ? ["--disable-gpu"] : [])];
  const plain = [runtime.executable, [...switches, root]];
  const [command, args] = wantsXvfb ? onVirtualDisplay(...plain) : plain;
  return spawn(command, args, {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, SIDETONE_ADDRESS: address },
    // A group of its own, so that the virtual display ends with it.
    detached: process.platform !== "win32",
  });
}

function end(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => signalGroup(child, "SIGKILL"), 5000);
    child.once("exit", () => {
      clearTimeout(hard);
      resolve();
    });
    signalGroup(child, "SIGTERM");
  });
}

function signalGroup(child, signal) {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {}
}

async function main() {
  let desktop;
  let server;
  let ending;
  const finish = (why, code = 0) => {
    ending ??= (async () => {
      if (why) say(why);
      await end(desktop);
      await server?.stop();
      process.exit(code);
    })();
    return ending;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => finish("Ending the desktop and the server…"));

  await checkPorts();
  if (isStale()) await build({ log: say });
  else say("dist is up to date");
  const prepared = await prepareDesktop();
  server = startServer({
    root,
    say,
    died: (code) => finish(`The server ended by itself (${code}).`, 1),
  });
  try {
    await server.ready;
  } catch (error) {
    return finish(error.message, 1);
  }
  if (ending) return ending;

  if (prepared.reason) {
    say(`\n${prepared.reason}\nThe same desk runs in a browser: ${server.desk}\nCtrl C ends the server.`);
    return;
  }
  desktop = openDesktop(prepared.runtime, server.address);
  const complaints = [];
  desktop.stderr.on("data", (part) => complaints.push(String(part)));
  desktop.once("error", (error) =>
    say(`The desktop does not start: ${error.message}. In a browser: ${server.desk}`),
  );
  desktop.once("exit", (code) => {
    if (ending) return;
    if (code !== 0) say(`The desktop ended with an error (${code}):\n${complaints.join("").slice(-1500)}`);
    if (code !== 0 || keepsServer) say(`The server goes on; in a browser: ${server.desk}. Ctrl C ends it.`);
    else void finish("The desktop was closed, so the server ends too (npm start -- --keep-server keeps it).");
  });
  say(
    `\nThe desktop opens at the sign-in page${wantsXvfb ? " (on the virtual display)" : ""}. Ctrl C ends it and the server.`,
  );
}

if (!fs.existsSync(path.join(root, "node_modules/electron"))) {
  console.error("The dependencies are missing: run npm ci first");
  process.exit(1);
}
main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
