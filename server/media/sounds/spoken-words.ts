import { readFile } from "node:fs/promises";
import { BufferSource, EncodedPacketSink, Input, OGG } from "mediabunny";
import { Language } from "#shared/contract/ids.ts";

/** What the server says to a phone, which shows nothing: that the call is recorded, and whether it may be. */
const sentences = ["recorded", "ask"] as const;
export type Spoken = `${(typeof sentences)[number]}-${Language}`;

async function framesOf(name: Spoken): Promise<readonly Buffer[]> {
  const file = await readFile(new URL(`./words/${name}.opus`, import.meta.url));
  const track = await new Input({ formats: [OGG], source: new BufferSource(file) }).getPrimaryAudioTrack();
  const frames: Buffer[] = [];
  if (track)
    for await (const { data } of new EncodedPacketSink(track).packets()) frames.push(Buffer.from(data));
  return frames;
}

/** Everything that can be said, as frames of Opus of 20 ms. Made by `npm run sounds:make`. */
export async function readSpokenWords(): Promise<Readonly<Record<Spoken, readonly Buffer[]>>> {
  const names = sentences.flatMap((sentence) =>
    Language.options.map((language): Spoken => `${sentence}-${language}`),
  );
  const all = await Promise.all(names.map(async (name) => [name, await framesOf(name)] as const));
  return Object.fromEntries(all) as Record<Spoken, readonly Buffer[]>;
}
