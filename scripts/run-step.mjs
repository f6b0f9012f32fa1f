// Runs one command of a longer run: keeps its output to itself, measures it, and reads what it counted.
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

const keptOutput = 400_000;
const ownPrograms = join(import.meta.dirname, "../node_modules/.bin");

/** A step that hangs is a failure like any other, and must not hold the whole run. */
export async function runStep({ name, command, minutes = 20, env = {} }) {
  const began = performance.now();
  const [file, ...args] = command;
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "pipe"],
    // The project's own Node first, also when this was not started by npm.
    env: {
      ...process.env,
      PATH: `${ownPrograms}${delimiter}${process.env.PATH}`,
      FORCE_COLOR: "0",
      NO_COLOR: "1",
      ...env,
    },
    detached: process.platform !== "win32",
  });
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const late = setTimeout(() => {
    keep(`\n${name} did not end within ${minutes} minutes.\n`);
    killGroup(child, "SIGKILL");
  }, minutes * 60_000);
  const forward = (signal) => killGroup(child, signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  const code = await new Promise((done) => {
    child.once("error", (error) => {
      keep(`${error.message}\n`);
      done(127);
    });
    child.once("close", done);
  });
  clearTimeout(late);
  process.off("SIGINT", forward).off("SIGTERM", forward);
  const text = stripVTControlCharacters(output);
  return {
    name,
    ok: code === 0,
    seconds: (performance.now() - began) / 1000,
    output: text,
    ...count(text, code === 0),
  };
}

function killGroup(child, signal) {
  try {
    // The whole group: a test runner's own children would otherwise stay.
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** What a step counted: our own last line, vitest's, or Playwright's; a step that counts nothing is one test. */
export function count(output, ok) {
  const own = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (own) return atLeastTheFailure({ passed: Number(own[1]), failed: Number(own[2]) }, ok);
  const lines = output.split("\n");
  const vitest = lines.filter((line) => /^\s*Tests\s+.*\d+ (passed|failed)/.test(line)).at(-1);
  const summary = vitest
    ? [vitest]
    : lines.filter((line) => /^\s*\d+ (passed|failed|flaky)\b( \(.*\))?\s*$/.test(line));
  const sum = (word) =>
    summary.reduce((all, line) => all + Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0), 0);
  const counted = { passed: sum("passed") + sum("flaky"), failed: sum("failed") };
  if (counted.passed + counted.failed === 0) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  return atLeastTheFailure(counted, ok);
}

/** A step may fail though each of its tests passed (a crash at the end, an unhandled error). */
const atLeastTheFailure = ({ passed, failed }, ok) => ({ passed, failed: ok ? failed : Math.max(failed, 1) });

/** One line for a person: name, outcome, seconds. */
export function stepLine({ name, ok, seconds, passed, failed }) {
  const counted = passed + failed > 1 ? `  ${passed} passed${failed ? `, ${failed} failed` : ""}` : "";
  return `${ok ? "ok  " : "FAIL"}  ${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s${counted}`;
}

/** The end of a long output, where the reason usually is. */
export const tail = (output, lines = 80) => output.trimEnd().split("\n").slice(-lines).join("\n");
