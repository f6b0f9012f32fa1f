import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import readline from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const readyWithinMs = 60_000;

/** A real keychain in a session of its own, which knows nothing of the machine's and leaves nothing behind. */
export type Keyring = {
  /** For the programs that shall find it. */
  env: Record<string, string>;
  stop(): Promise<void>;
};

/** Starts a message bus and GNOME's keyring on it, unlocked. */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(path.join(tmpdir(), "sidetone-keyring-"));
  const folders = {
    HOME: home,
    XDG_DATA_HOME: path.join(home, "data"),
    XDG_RUNTIME_DIR: path.join(home, "run"),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const running: ChildProcess[] = [];
  const stop = async () => {
    for (const child of running.reverse()) await end(child);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };

  try {
    const bus = spawn("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address"], {
      env: { ...process.env, ...folders },
      stdio: ["ignore", "pipe", "ignore"],
    });
    running.push(bus);
    const env = { ...folders, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus) };
    const keyring = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
      env: { ...process.env, ...env },
      stdio: ["pipe", "ignore", "pipe"],
    });
    running.push(keyring);
    let said = "";
    keyring.stderr.on("data", (part) => {
      said += part;
    });
    // With an empty password it would ask for one, on a screen that nobody sees.
    keyring.stdin.end("a password for this test\n");
    await hasSecrets(env, keyring, () => said);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It takes its name on the bus when it has opened the keychain; it says nothing else. */
async function hasSecrets(
  env: Record<string, string>,
  keyring: ChildProcess,
  said: () => string,
): Promise<void> {
  const words = ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
  const question = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
  for (const until = Date.now() + readyWithinMs; Date.now() < until; await sleep(50)) {
    const { stdout, error } = spawnSync("dbus-send", [...words, ...question], {
      env: { ...process.env, ...env },
      encoding: "utf8",
    });
    if (error) throw error;
    if (stdout.includes("boolean true")) return;
    if (hasEnded(keyring)) throw new Error(`the keyring left (${keyring.exitCode}): ${said()}`);
  }
  throw new Error(`the keyring is not ready after ${readyWithinMs / 1000} s: ${said()}`);
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended (${code})`)));
    if (child.stdout) readline.createInterface({ input: child.stdout }).once("line", resolve);
  });
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

function end(child: ChildProcess): Promise<unknown> {
  if (hasEnded(child)) return Promise.resolve();
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  return gone;
}
