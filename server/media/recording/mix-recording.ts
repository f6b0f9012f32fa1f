import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { Encoder } from "@evan/opus";
import type { PlayableFile, SideLevels } from "#shared/domain/calls/index.ts";
import { type Pictures, readPictures } from "./picture-reader.ts";
import { createSideLevels } from "./side-levels.ts";
import { createVoiceDecoder } from "./voice-decoder.ts";
import { readVoices, type Voice } from "./voice-reader.ts";
import { type Piece, type SoundTrack, sampleRate, writeWebM } from "./write-webm.ts";

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

const frameSamples = 960;

/** The customer's voices left, the staff's right, each where it was said. */
function* mixed(
  voices: readonly Voice[],
  samples: number,
  levels: ReturnType<typeof createSideLevels>,
): Generator<Piece> {
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

const asTrack = ({ legId, packets }: Voice): SoundTrack => ({
  name: legId,
  channels: 1,
  skippedSamples: 0,
  pieces: packets,
});

/**
 * Makes a recording playable: one WebM with a track a party, one in stereo, one with the pictures of each who showed any
 * beside that, and one for each who said something aside, which is in no other. It decodes and encodes all of it (a
 * sixtieth of its length, measured; 230 MB for 20 minutes), so it belongs in a process of its own: `mixInChild`.
 */
export async function mixRecording({ folder, into }: MixRequest): Promise<Mixed> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const voices = await readVoices(folder);
  const open = voices.filter(({ as }) => as !== "aside");
  const asides = voices.filter(({ as }) => as === "aside");
  const files: PlayableFile[] = [];
  const make = async (
    what: PlayableFile["what"],
    name: string,
    of: readonly Pick<Voice, "legId">[],
    tracks: Parameters<typeof writeWebM>[1],
  ) => {
    const file = path.join(into, name);
    const legIds = of.map(({ legId }) => legId);
    files.push(await described(what, legIds, { file, samples: await writeWebM(file, tracks) }));
  };
  const samples = lengthOf(open);
  const levels = createSideLevels(samples);
  // Coded once, for all files that it is in.
  const mix = [...mixed(open, samples, levels)];
  // What the encoder looks ahead (RFC 6716, 2.1.4).
  const stereo: SoundTrack = { name: "mix", channels: 2, skippedSamples: 312, pieces: mix };
  if (open.length > 0) {
    await make("parties", "parties.webm", open, open.map(asTrack));
    await make("mix", "mix.webm", open, [stereo]);
  }
  for (const [index, voice] of asides.entries())
    await make("aside", `aside-${index + 1}.webm`, [voice], [asTrack(voice)]);
  for (const [index, pictures] of (await readPictures(folder)).entries())
    await make(
      "pictures",
      `pictures-${index + 1}.webm`,
      [pictures],
      [asPictures(pictures), ...(mix.length > 0 ? [stereo] : [])],
    );
  return { files, levels: open.length > 0 ? levels.found() : null };
}

const asPictures = ({ legId, size, pieces }: Pictures) => ({ name: legId, size, pieces });
