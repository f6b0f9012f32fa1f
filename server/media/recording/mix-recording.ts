import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import path from "node:path";
import { Encoder } from "@evan/opus";
import {
  EncodedAudioPacketSource,
  EncodedPacket,
  FilePathTarget,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import type { PlayableFile, SideLevels } from "#shared/domain/calls/index.ts";
import { createSideLevels } from "./side-levels.ts";
import { createVoiceDecoder } from "./voice-decoder.ts";
import { readVoices, type Voice } from "./voice-reader.ts";

export interface MixRequest {
  /** A recording's folder, as `startRecording` was given it. */
  readonly folder: string;
  /** Where the files go: a folder in it. */
  readonly into: string;
}

/** What was made of a recording. */
export interface Mixed {
  readonly files: readonly PlayableFile[];
  readonly levels: SideLevels | null;
}

const sampleRate = 48_000;
const frameSamples = 960;

/** RFC 7845, 5.1: what a player must know before the first packet. */
function opusHead(channels: number, skippedSamples: number): Uint8Array {
  const head = Buffer.alloc(19);
  head.write("OpusHead");
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt16LE(skippedSamples, 10);
  head.writeUInt32LE(sampleRate, 12);
  return head;
}

interface Track {
  readonly name: string;
  readonly channels: 1 | 2;
  readonly skippedSamples: number;
  readonly packets: Iterable<{
    readonly start: number;
    readonly samples: number;
    readonly payload: Uint8Array;
  }>;
}

/** Writes one file; it has its name when it is whole. @returns how long it is, in samples. */
async function writeWebM(file: string, tracks: readonly Track[]): Promise<number> {
  const output = new Output({ format: new WebMOutputFormat(), target: new FilePathTarget(`${file}.part`) });
  const sources = tracks.map(({ name }) => {
    const source = new EncodedAudioPacketSource("opus");
    output.addAudioTrack(source, { name });
    return source;
  });
  await output.start();
  // All tracks go on together, as a player reads them.
  const ways = tracks.map(({ packets }) => packets[Symbol.iterator]());
  const heads = ways.map((way) => way.next());
  let end = 0;
  const first = new Set(tracks.keys());
  for (;;) {
    let soonest = -1;
    for (const [index, head] of heads.entries()) {
      const rival = heads[soonest];
      if (!head.done && (!rival || rival.done || head.value.start < rival.value.start)) soonest = index;
    }
    const [head, track, source] = [heads[soonest], tracks[soonest], sources[soonest]];
    if (!head || head.done || !track || !source) break;
    const { start, samples, payload } = head.value;
    const packet = new EncodedPacket(payload, "key", start / sampleRate, samples / sampleRate);
    const description = opusHead(track.channels, track.skippedSamples);
    const decoderConfig = { codec: "opus", sampleRate, numberOfChannels: track.channels, description };
    await source.add(packet, first.delete(soonest) ? { decoderConfig } : undefined);
    end = Math.max(end, start + samples);
    heads[soonest] = ways[soonest]?.next() ?? { done: true, value: undefined };
  }
  await output.finalize();
  await rename(`${file}.part`, file);
  return end;
}

/** The customer's voices left, the staff's right, each where it was said. */
function* mixed(
  voices: readonly Voice[],
  samples: number,
  levels: ReturnType<typeof createSideLevels>,
): Generator<{ start: number; samples: number; payload: Uint8Array }> {
  // With less, the two sides are coded together at times, and one is heard on the other's (measured: at -44 dB).
  const encoder = new Encoder({ channels: 2, sample_rate: sampleRate, application: "audio" });
  encoder.bitrate = 64_000;
  const decoders = voices.map(
    ({ as, packets }) => [as === "customer" ? 0 : 1, createVoiceDecoder(packets)] as const,
  );
  const sum = new Float32Array(2 * frameSamples);
  const frame = new Int16Array(2 * frameSamples);
  for (let from = 0; from < samples; from += frameSamples) {
    sum.fill(0);
    for (const [channel, decoder] of decoders) decoder.addTo(sum, channel, from);
    levels.add(from, sum);
    for (const [index, value] of sum.entries()) frame[index] = Math.max(-0x8000, Math.min(0x7fff, value));
    yield { start: from, samples: frameSamples, payload: Buffer.from(encoder.encode(frame)) };
  }
}

/** How long these voices are together, in samples. */
const lengthOf = (voices: readonly Voice[]): number =>
  Math.max(
    0,
    ...voices.map(({ packets }) => packets.at(-1)).map((last) => (last ? last.start + last.samples : 0)),
  );

async function described(
  what: PlayableFile["what"],
  legIds: readonly string[],
  { file, samples }: { readonly file: string; readonly samples: number },
) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) hash.update(piece);
  const { size } = await stat(file);
  const durationMs = Math.round(samples / (sampleRate / 1_000));
  const sha256 = hash.digest("hex");
  return { what, legIds, file: path.basename(file), bytes: size, sha256, durationMs } satisfies PlayableFile;
}

const asTrack = ({ legId, packets }: Voice): Track => ({
  name: legId,
  channels: 1,
  skippedSamples: 0,
  packets,
});

/**
 * Makes a recording playable: one WebM with a track a party, one in stereo, and one for each who said something aside,
 * which is in no other. It decodes and encodes all of it (a sixtieth of its length, measured; 230 MB for 20 minutes), so it
 * belongs in a process of its own: `mixInChild`.
 */
export async function mixRecording({ folder, into }: MixRequest): Promise<Mixed> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const voices = await readVoices(folder);
  const open = voices.filter(({ as }) => as !== "aside");
  const asides = voices.filter(({ as }) => as === "aside");
  const files: PlayableFile[] = [];
  const make = async (what: PlayableFile["what"], name: string, of: readonly Voice[], tracks: Track[]) => {
    const file = path.join(into, name);
    const legIds = of.map(({ legId }) => legId);
    files.push(await described(what, legIds, { file, samples: await writeWebM(file, tracks) }));
  };
  const samples = lengthOf(open);
  const levels = createSideLevels(samples);
  if (open.length > 0) {
    await make("parties", "parties.webm", open, open.map(asTrack));
    // What the encoder looks ahead (RFC 6716, 2.1.4).
    const stereo: Track = {
      name: "mix",
      channels: 2,
      skippedSamples: 312,
      packets: mixed(open, samples, levels),
    };
    await make("mix", "mix.webm", open, [stereo]);
  }
  for (const [index, voice] of asides.entries())
    await make("aside", `aside-${index + 1}.webm`, [voice], [asTrack(voice)]);
  return { files, levels: open.length > 0 ? levels.found() : null };
}
