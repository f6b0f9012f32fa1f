import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";

/** What happened to a recording, a line each: so much is known of it even when its process was killed. */
const Line = z.strictObject({
  event: z.enum(["started", "paused", "resumed", "stopped"]),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type JournalLine = z.infer<typeof Line>;

const fileOf = (folder: string) => path.join(folder, "journal.jsonl");

export const writeJournal = (folder: string, line: JournalLine): Promise<void> =>
  appendFile(fileOf(folder), `${JSON.stringify(line)}\n`, { mode: 0o600 });

/** The lines that are whole; none when there is no recording. */
export async function readJournal(folder: string): Promise<JournalLine[]> {
  const text = await readFile(fileOf(folder), "utf8").catch(() => "");
  return text.split("\n").flatMap((line) => {
    try {
      return [Line.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
