import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";

/** Short facts only: names, codes, counts. Never a text that somebody wrote, an address with a query, or a secret. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (event: string, facts?: LogFacts) => void;

const LARGEST = 1_000_000;

/** Writes JSON lines to a file and the console; keeps one older file, so that the disk never fills. */
export function openLog(file: string, write: (line: string) => void = console.log): Log {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
  } catch {}
  return (event, facts = {}) => {
    const line = JSON.stringify({ time: new Date().toISOString(), event, ...facts });
    write(line);
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, `${file}.old`);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk must not stop an agent from working.
    }
  };
}
