import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { RecordedAs, RecordedVoices, RecordingManifest } from "#shared/domain/calls/index.ts";
import type { Kind, MediaPacket } from "../embedded/leg-slots.ts";
import type { IsOpen } from "../embedded/privacy-gate.ts";
import { MediaRefusal } from "../media-engine.ts";
import { createFileAppender, type FileAppender } from "./file-appender.ts";
import { type JournalLine, readJournal, writeJournal } from "./journal.ts";
import { readRecording } from "./read-recording.ts";
import { longestPayload, packetHeadBytes, type TrackHead, writePacket } from "./track-format.ts";
import { createVoiceTakes } from "./voice-takes.ts";
import { beginsKeyPicture } from "./vp8-packet.ts";

export interface CallRecorderDeps {
  readonly folder: string;
  readonly now: () => number;
  readonly gateTo: (kind: Kind, legId: string) => IsOpen;
  /** A picture that is recorded needs one that needs no earlier one. */
  readonly askForPicture: (legId: string) => void;
  readonly onTrouble: (reason: string) => void;
}

/** Whose voices and pictures are recorded, and as what. */
export type Recorded = Readonly<Record<Kind, RecordedVoices>>;
const nobody: Recorded = { audio: {}, video: {} };

const heads = {
  audio: { name: "voice", codec: "opus", clockRate: 48_000 },
  video: { name: "picture", codec: "vp8", clockRate: 90_000 },
} as const;

/** Whether what the journal tells of is paused now. */
const isPausedAt = (lines: readonly JournalLine[]) =>
  lines.findLast(({ event }) => event !== "started")?.event === "paused";

/** Records a call into a folder of its own: a file a voice, and a journal of what happened. */
export async function openCallRecorder({ folder, now, gateTo, askForPicture, onTrouble }: CallRecorderDeps) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const before = await readJournal(folder);
  /** What turns the engine's clock into that of the wall, and the wall's into time since the recording began. */
  const wall = Date.now() - now();
  const startedAt = before[0]?.at ?? Date.now();
  const run = before.filter(({ event }) => event === "started").length + 1;
  const takes = {
    audio: createVoiceTakes((legId) => gateTo("audio", legId)),
    video: createVoiceTakes((legId) => gateTo("video", legId)),
  };
  const files = new Map<string, FileAppender>();
  /** Pictures that nobody can show yet, by leg: nothing of them is worth keeping. */
  const incomplete = new Set<string>();
  let pictured: readonly string[] = [];
  let recorded = nobody;
  let isPaused = isPausedAt(before);
  let told: Promise<void> = Promise.resolve();

  const trouble = (error: unknown) => onTrouble(error instanceof Error ? error.message : String(error));
  const note = (event: JournalLine["event"]) => {
    const at = Math.round(wall + now());
    told = told.then(() => writeJournal(folder, { event, at })).catch(trouble);
    return told;
  };
  function settle(): void {
    const wanted = isPaused ? nobody : recorded;
    takes.audio.settle(wanted.audio);
    takes.video.settle(wanted.video);
    const before = pictured;
    pictured = Object.keys(wanted.video);
    for (const legId of pictured) if (!before.includes(legId)) incomplete.add(legId);
  }

  function fileOf(kind: Kind, legId: string, as: RecordedAs): FileAppender {
    const key = `${kind} ${as} ${legId}`;
    const known = files.get(key);
    if (known) return known;
    const { name, codec, clockRate } = heads[kind];
    const file = createFileAppender(path.join(folder, `${name}-${run}-${files.size + 1}.rtp`), trouble);
    const head = { version: 1, legId, as, codec, clockRate } satisfies TrackHead;
    const line = Buffer.from(`${JSON.stringify(head)}\n`);
    const room = file.room(line.length);
    if (room) line.copy(room.block, room.place);
    files.set(key, file);
    return file;
  }

  await note("started");
  return {
    folder,
    route(wanted: Recorded): void {
      recorded = wanted;
      settle();
    },
    forget(legId: string): void {
      takes.audio.forget(legId);
      takes.video.forget(legId);
    },
    packet(kind: Kind, legId: string, { header, payload }: MediaPacket, at: number): void {
      const as = takes[kind].of(legId, header.timestamp, at);
      if (!as || payload.length === 0 || payload.length > longestPayload) return;
      if (kind === "video" && incomplete.has(legId)) {
        if (!beginsKeyPicture(payload)) {
          askForPicture(legId);
          return;
        }
        incomplete.delete(legId);
      }
      const room = fileOf(kind, legId, as).room(packetHeadBytes + payload.length);
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
      recorded = nobody;
      settle();
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
