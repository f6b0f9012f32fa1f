import { rename } from "node:fs/promises";
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  FilePathTarget,
  Output,
  WebMOutputFormat,
} from "mediabunny";

/** Of Opus, and of everything that is placed in a recording. */
export const sampleRate = 48_000;

/** A piece of sound or a picture; its place and length in samples at 48 kHz. */
export interface Piece {
  readonly start: number;
  readonly samples: number;
  readonly payload: Uint8Array;
  /** Of pictures: it needs no earlier one. */
  readonly isKey?: boolean;
}

export interface SoundTrack {
  readonly name: string;
  readonly channels: 1 | 2;
  readonly skippedSamples: number;
  readonly pieces: Iterable<Piece>;
}

/** Pictures in VP8. */
export interface PictureTrack {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly pieces: Iterable<Piece>;
}

type Track = SoundTrack | PictureTrack;

/** RFC 7845, 5.1: what a player must know before the first packet. */
function opusHead({ channels, skippedSamples }: SoundTrack): Uint8Array {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt16LE(skippedSamples, 10);
  head.writeUInt32LE(sampleRate, 12);
  return head;
}

/** Adds a track to a file. @returns what takes its pieces. */
function open(output: Output, track: Track): (packet: EncodedPacket, isFirst: boolean) => Promise<void> {
  if ("size" in track) {
    const source = new EncodedVideoPacketSource("vp8");
    output.addVideoTrack(source, { name: track.name });
    const { width: codedWidth, height: codedHeight } = track.size;
    const decoderConfig = { codec: "vp8", codedWidth, codedHeight };
    return (packet, isFirst) => source.add(packet, isFirst ? { decoderConfig } : undefined);
  }
  const source = new EncodedAudioPacketSource("opus");
  output.addAudioTrack(source, { name: track.name });
  const description = opusHead(track);
  const decoderConfig = { codec: "opus", sampleRate, numberOfChannels: track.channels, description };
  return (packet, isFirst) => source.add(packet, isFirst ? { decoderConfig } : undefined);
}

/** Writes one file; it has its name when it is whole. @returns how long it is, in samples. */
export async function writeWebM(file: string, tracks: readonly Track[]): Promise<number> {
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(`${file}.part`) });
  const ways = tracks.map((track) => ({ add: open(output, track), pieces: track.pieces[Symbol.iterator]() }));
  await output.start();
  // All tracks go on together, as a player reads them.
  const heads = ways.map(({ pieces }) => pieces.next());
  let end = 0;
  const first = new Set(ways.keys());
  for (;;) {
    let soonest = -1;
    for (const [index, head] of heads.entries()) {
      const rival = heads[soonest];
      if (!head.done && (!rival || rival.done || head.value.start < rival.value.start)) soonest = index;
    }
    const [head, way] = [heads[soonest], ways[soonest]];
    if (!head || head.done || !way) break;
    const { start, samples, payload, isKey = true } = head.value;
    const type = isKey ? "key" : "delta";
    await way.add(
      new EncodedPacket(payload, type, start / sampleRate, samples / sampleRate),
      first.delete(soonest),
    );
    end = Math.max(end, start + samples);
    heads[soonest] = way.pieces.next();
  }
  await output.finalize();
  await rename(`${file}.part`, file);
  return end;
}
