import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { RecordedAs, RecordedVoices, RecordingManifest } from "#shared/domain/calls/index.ts";
import type { MediaPacket } from "../embedded/leg-slots.ts";
import type { IsOpen } from "../embedded/privacy-gate.ts";
import { MediaRefusal } from "../media-engine.ts";
import { createFileAppender, type FileAppender } from "./file-appender.ts";
import { type JournalLine, readJournal, writeJournal } from "./journal.ts";
import { readRecording } from "./read-recording.ts";
import { longestPayload, packetHeadBytes, type TrackHead, writePacket } from "./track-format.ts";
import { createVoiceTakes } from "./voice-takes.ts";

export interface CallRecorderDeps {
  readonly folder: string;
  readonly now: () => number;
  readonly gateTo: (legId: string) => IsOpen;
  readonly onTrouble: (reason: string) => void;
}

/** Whether what the journal tells of is paused now. */
const isPausedAt = (lines: readonly JournalLine[]) =>
  lines.findLast(({ event }) => event !== "started")?.event === "paused";

/** Records a call into a folder of its own: a file a voice, and a journal of what happened. */
export async function openCallRecorder({ folder, now, gateTo, onTrouble }: CallRecorderDeps) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readJournal(folder);
  /** What turns the engine's clock into that of the wall, and the wall's into time since the recording began. */
  const wall = Date.now() - now();
  const startedAt = before[0]?.at ?? Date.now();
  const run = before.filter(({ event }) => event === "started").length + 1;
  const takes = createVoiceTakes(gateTo);
  const files = new Map<string, FileAppender>();
  let voices: RecordedVoices = {};
  let isPaused = isPausedAt(before);
  let told: Promise<void> = Promise.resolve();

  const trouble = (error: unknown) => onTrouble(error instanceof Error ? error.message : String(error));
  const note = (event: JournalLine["event"]) => {
    const at = Math.round(wall + now());
    told = told.then(() => writeJournal(folder, { event, at })).catch(trouble);
    return told;
  };
  const settle = () => takes.settle(isPaused ? {} : voices);

  function fileOf(legId: string, as: RecordedAs): FileAppender {
    const key = `${as} ${legId}`;
    const known = files.get(key);
    if (known) return known;
    const file = createFileAppender(path.join(folder, `voice-${run}-${files.size + 1}.rtp`), trouble);
    const head: TrackHead = { version: 1, legId, as, codec: "opus", clockRate: 48_000 };
    const line = Buffer.from(`${JSON.stringify(head)}\n`);
    const room = file.room(line.length);
    if (room) line.copy(room.block, room.place);
    files.set(key, file);
    return file;
  }

  await note("started");
  return {
    folder,
    route(wanted: RecordedVoices): void {
      voices = wanted;
      settle();
    },
    forget: takes.forget,
    packet(legId: string, { header, payload }: MediaPacket, at: number): void {
      const as = takes.of(legId, header.timestamp, at);
      if (!as || payload.length === 0 || payload.length > longestPayload) return;
      const room = fileOf(legId, as).room(packetHeadBytes + payload.length);
      if (!room) return;
      const { sequenceNumber: sequence, timestamp } = header;
      writePacket(room.block, room.place, { atMs: wall + at - startedAt, sequence, timestamp, payload });
    },
    flush(): void {
      for (const file of files.values()) void file.flush();
    },
    async pause(on: boolean): Promise<void> {
      if (on === isPaused) return;
      isPaused = on;
      settle();
      await note(on ? "paused" : "resumed");
    },
    /** Everything is on the disk. */
    async close(): Promise<void> {
      takes.settle({});
      await Promise.all([...files.values()].map((file) => file.close()));
      await note("stopped");
    },
    async manifest(): Promise<RecordingManifest> {
      const manifest = await readRecording(folder);
      if (!manifest) throw new MediaRefusal("the recording cannot be read back");
      return manifest;
    },
  };
}

export type CallRecorder = Awaited<ReturnType<typeof openCallRecorder>>;
