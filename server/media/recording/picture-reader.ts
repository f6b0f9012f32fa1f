import { readFile } from "node:fs/promises";
import path from "node:path";
import { framesOf, type PictureFrame } from "./picture-frames.ts";
import { filesOf, readHead } from "./read-recording.ts";
import { readPackets, type TrackPacket } from "./track-format.ts";
import type { Piece } from "./write-webm.ts";

/** What one leg showed, from all files that have some of it. */
export interface Pictures {
  readonly legId: string;
  /** Of the first one: a player is told it before it sees any. */
  readonly size: { readonly width: number; readonly height: number };
  readonly pieces: readonly Piece[];
}

/** A picture stands until the next one, but not for longer than this, ms: then the camera was off. */
const longestMs = 1_000;

function placed(frames: readonly PictureFrame[]): Piece[] {
  let last = -1;
  const starts = frames.map(({ atMs }) => {
    // Two that came at once are shown one after the other.
    last = Math.max(last + 1, Math.round(atMs));
    return last;
  });
  return frames.map(({ bytes, isKey }, index) => {
    const start = starts[index] ?? 0;
    const next = starts[index + 1] ?? start + 40;
    return { start: start * 48, samples: Math.min(longestMs, next - start) * 48, payload: bytes, isKey };
  });
}

/** All pictures of a recording; whole in memory, so in a process of its own. */
export async function readPictures(folder: string): Promise<Pictures[]> {
  const found = new Map<string, PictureFrame[]>();
  for (const file of await filesOf(folder, "picture")) {
    const bytes = await readFile(path.join(folder, file));
    const read = readHead(bytes);
    if (!read) continue;
    const packets: TrackPacket[] = [];
    readPackets(bytes, read.end, (packet) => packets.push(packet));
    const frames = found.get(read.head.legId) ?? [];
    for (const frame of framesOf(packets)) frames.push(frame);
    found.set(read.head.legId, frames);
  }
  return [...found].flatMap(([legId, frames]) => {
    frames.sort((one, other) => one.atMs - other.atMs);
    const size = frames.find((frame) => frame.size)?.size;
    return size ? [{ legId, size, pieces: placed(frames) }] : [];
  });
}
