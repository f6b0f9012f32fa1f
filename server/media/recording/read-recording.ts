import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { RecordedTrack, RecordingManifest } from "#shared/domain/calls/index.ts";
import { type JournalLine, readJournal } from "./journal.ts";
import { readPackets, TrackHead } from "./track-format.ts";

const names = { voice: /^voice-\d+-\d+\.rtp$/, picture: /^picture-\d+-\d+\.rtp$/ };

/** The files of voices or pictures in a recording's folder, the oldest first. */
export const filesOf = async (folder: string, what: keyof typeof names): Promise<string[]> =>
  (await readdir(folder).catch(() => []))
    .filter((name) => names[what].test(name))
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));

/** The head of a file of a voice, and the place after it; nothing when it has none. */
export function readHead(bytes: Buffer): { readonly head: TrackHead; readonly end: number } | undefined {
  const end = bytes.indexOf("\n");
  if (end < 0) return undefined;
  try {
    return { head: TrackHead.parse(JSON.parse(bytes.toString("utf8", 0, end))), end: end + 1 };
  } catch {
    return undefined;
  }
}

/** Reads piece by piece, so that whoever has packets to forward meanwhile is not kept from it. */
async function readTrack(folder: string, file: string): Promise<RecordedTrack | undefined> {
  const hash = createHash("sha256");
  const seen = { bytes: 0, packets: 0, first: 0, last: 0 };
  let rest: Buffer = Buffer.alloc(0);
  let head: TrackHead | undefined;
  for await (const piece of createReadStream(path.join(folder, file)) as AsyncIterable<Buffer>) {
    hash.update(piece);
    seen.bytes += piece.length;
    rest = Buffer.concat([rest, piece]);
    if (!head) {
      const read = readHead(rest);
      if (!read) continue;
      head = read.head;
      rest = rest.subarray(read.end);
    }
    const end = readPackets(rest, 0, ({ atMs }) => {
      if (seen.packets === 0) seen.first = atMs;
      seen.last = atMs;
      seen.packets++;
    });
    rest = rest.subarray(end);
  }
  if (!head) return undefined;
  const { legId, as, codec } = head;
  const { bytes, packets, first, last } = seen;
  const durationMs = packets === 0 ? 0 : last - first + 20;
  const sha256 = hash.digest("hex");
  return { file, legId, as, codec, startsAtMs: first, durationMs, packets, bytes, sha256 };
}

function pausesOf(lines: readonly JournalLine[], startedAt: number, endMs: number) {
  const pauses: { fromMs: number; toMs: number }[] = [];
  let from: number | undefined;
  for (const { event, at } of lines) {
    if (event === "paused") from ??= at - startedAt;
    if ((event !== "resumed" && event !== "stopped") || from === undefined) continue;
    pauses.push({ fromMs: from, toMs: at - startedAt });
    from = undefined;
  }
  return from === undefined ? pauses : [...pauses, { fromMs: from, toMs: Math.max(from, endMs) }];
}

/**
 * What a recording consists of, also when its process was killed and nobody ended it; nothing when there is none in the
 * folder.
 */
export async function readRecording(folder: string): Promise<RecordingManifest | undefined> {
  const lines = await readJournal(folder);
  const startedAt = lines[0]?.at;
  if (startedAt === undefined) return undefined;
  const tracks: RecordedTrack[] = [];
  for (const file of [...(await filesOf(folder, "voice")), ...(await filesOf(folder, "picture"))]) {
    const track = await readTrack(folder, file);
    if (track) tracks.push(track);
  }
  const ends = tracks.map((track) => track.startsAtMs + track.durationMs);
  const durationMs = Math.max(0, (lines.at(-1)?.at ?? startedAt) - startedAt, ...ends);
  return {
    folder,
    startedAt,
    durationMs,
    pauses: pausesOf(lines, startedAt, durationMs),
    tracks,
    isComplete: lines.at(-1)?.event === "stopped",
  };
}
