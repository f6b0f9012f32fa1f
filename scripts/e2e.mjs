// Runs the end-to-end tests: `npm run e2e [-- playwright's arguments]`. Builds first when dist/ is stale.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, isStale } from "./build.mjs";
import { hasDisplay, hasXvfb, onVirtualDisplay } from "./display.mjs";
import { electronEnvironment, findElectron } from "./electron-runtime.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

async function main(words) {
  // A project that needs only the shell can be run while other parts do not build yet.
  const shellOnly = words.includes("--project=shell") && !process.env.CI;
  const missing = ["renderer", "widget"].filter((name) => !existsSync(path.join(root, "dist", name)));
  if (shellOnly) await build({ only: ["electron", ...missing] });
  else if (isStale()) await build();
  const runtime = await findElectron();
  if (!hasDisplay() && !hasXvfb())
    throw new Error("There is no display and no xvfb-run: apt-get install xvfb xauth");
  const playwright = path.join(root, "node_modules/@playwright/test/cli.js");
  const projects = words.some((word) => word.startsWith("--project"))
    ? []
    : ["--project=shell", "--project=desk"];
  const test = [process.execPath, [playwright, "test", ...projects, ...words]];
  const [command, args] = hasDisplay() ? test : onVirtualDisplay(...test);
  const env = { ...process.env, ...electronEnvironment(runtime), SIDETONE_ELECTRON: runtime.executable };
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => {
    process.exitCode = signal ? 1 : (code ?? 1);
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
