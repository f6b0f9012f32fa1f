import { spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import readline from "node:readline";

const READY_WITHIN_MS = 90_000;

const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 7100);

/** Throws a sentence when the server, or the demo shop beside it, could not listen. To be asked before anything slow. */
export async function checkPorts() {
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new Error(`PORT is "${process.env.PORT}"; it must be a number from 1 to 65534`);
  }
  for (const [wanted, use] of [
    [port, "the server"],
    [port + 1, "the demo shop's page (PORT + 1)"],
  ]) {
    if (await isFree(wanted, host)) continue;
    throw new Error(
      `Port ${wanted}, for ${use}, is in use on ${host}: choose another, e.g. PORT=${port + 10} npm start`,
    );
  }
}

/**
 * Starts the server with its demo workspace. `ready` rejects with a sentence when it does not come up; the handle is
 * there at once, so that whoever is interrupted meanwhile can stop what has begun.
 */
export function startServer({ root, say, died }) {
  const address = `http://127.0.0.1:${port}`;
  say("starting the server…");
  // A telephone on this machine may call the demo shop; an empty SIP_LISTEN does without.
  const phone = { SIP_LISTEN: "udp:5070,tcp:5070" };
  const env = { DEMO: "1", HOST: host, ...phone, ...process.env, PORT: String(port) };
  const child = spawn(process.execPath, [path.join(root, "server/app/main.ts")], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl C reaches the whole terminal group; the server is to be ended once, after the desktop.
    detached: process.platform !== "win32",
  });
  const last = [];
  for (const stream of [child.stdout, child.stderr])
    readline.createInterface({ input: stream }).on("line", (line) => show(line, say, last));
  let isStopping = false;
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  const ready = becomesReady(address, ended, last).then(() => {
    void ended.then((code) => {
      if (!isStopping) died(code);
    });
  });
  return {
    address,
    ready,
    /** For a browser: sign-in cookies and allowed origins go by the public name. */
    desk: `${process.env.PUBLIC_URL ?? `http://localhost:${port}`}/app`,
    async stop() {
      isStopping = true;
      child.kill("SIGTERM");
      const hard = setTimeout(() => child.kill("SIGKILL"), 15_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

async function becomesReady(address, ended, last) {
  let exit;
  void ended.then((code) => {
    exit = code;
  });
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (exit !== undefined) throw new Error(`The server did not start:\n${last.slice(-12).join("\n")}`);
    const answer = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(
    `The server was not ready within ${READY_WITHIN_MS / 1000} s:\n${last.slice(-12).join("\n")}`,
  );
}

// The server logs JSON; what it prints for people (the demo accounts, the shop's page) comes through as it is, and of
// the log only what went wrong.
function show(line, say, last) {
  last.push(line);
  if (last.length > 40) last.shift();
  if (!line.startsWith("{")) return say(line);
  try {
    const { level, msg } = JSON.parse(line);
    if (level >= 40 || ["warn", "error", "fatal"].includes(level)) say(`[server] ${msg ?? line}`);
  } catch {
    say(line);
  }
  return undefined;
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
