import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RecordedAs } from "#shared/domain/calls/index.ts";
import { filesOf, readHead } from "./read-recording.ts";
import { readPackets, type TrackPacket } from "./track-format.ts";
import { type PlacedPacket, placePackets } from "./voice-timeline.ts";

/** One leg's voice as it was recorded at one side, from all files that have some of it. */
export interface Voice {
  readonly legId: string;
  readonly as: RecordedAs;
  readonly packets: readonly PlacedPacket[];
}

/** All voices of a recording; whole in memory (some 20 MB an hour each), so in a process of its own. */
export async function readVoices(folder: string): Promise<Voice[]> {
  const found = new Map<string, { legId: string; as: RecordedAs; packets: TrackPacket[] }>();
  for (const file of await filesOf(folder, "voice")) {
    const bytes = await readFile(path.join(folder, file));
    const read = readHead(bytes);
    if (!read) continue;
    const { legId, as } = read.head;
    const voice = found.get(`${as} ${legId}`) ?? { legId, as, packets: [] };
    found.set(`${as} ${legId}`, voice);
    readPackets(bytes, read.end, (packet) => voice.packets.push(packet));
  }
  return [...found.values()]
    .map(({ legId, as, packets }) => ({ legId, as, packets: placePackets(packets) }))
    .filter(({ packets }) => packets.length > 0);
}
