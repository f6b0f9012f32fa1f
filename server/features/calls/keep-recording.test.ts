import { describe, expect, it } from "vitest";
import { type MediaEngine, MediaRefusal } from "#server/media/media-engine.ts";
import { unusableFolder } from "#server/media/recording/room-recording.ts";
import { join, newCall } from "#shared/domain/calls/index.ts";
import { createRecordingKeeper } from "./keep-recording.ts";
import type { CallRecording } from "./recording-of-call.ts";

const recording: CallRecording = {
  ...{ id: "one", folder: "one", state: "recording", consent: "announced" },
  ...{ pictures: false, mediaNode: "here" },
};

/** A call of this version, as it is to be recorded. */
function recorded(version: number, change: Partial<CallRecording> = {}) {
  const begun = join(newCall("call", { id: "customer", party: "customer", userId: null }), "customer");
  if (!begun.ok) throw new Error(begun.because);
  return { call: { ...begun.call, version }, recording: { ...recording, ...change } };
}

function aKeeper({ startFails }: { readonly startFails?: string } = {}) {
  const asked: string[] = [];
  const failed: string[] = [];
  let isBegun = false;
  const engine = {
    async startRecording(_: string, { folder }: { folder: string }) {
      asked.push(`start ${folder}`);
      await new Promise((resolve) => setImmediate(resolve));
      if (startFails) throw new MediaRefusal(startFails);
    },
    pauseRecording: async () => void asked.push("pause"),
    resumeRecording: async () => void asked.push("resume"),
    play: async (_: string, legId: string, sound: string) => void asked.push(`${sound} to ${legId}`),
  } as unknown as MediaEngine;
  const keep = createRecordingKeeper({
    node: "here",
    folderOf: (folder) => `/recordings/${folder}`,
    news: () => ({
      async begun() {
        const isFirst = !isBegun;
        isBegun = true;
        return isFirst;
      },
      failed: (_, reason) => failed.push(reason),
    }),
  });
  return { asked, failed, keep: (given: ReturnType<typeof recorded>) => keep(engine, given) };
}

describe("the engine's recording of a call", () => {
  it("is begun once with the tone that says so, paused and gone on with", async () => {
    const { asked, keep } = aKeeper();
    await keep(recorded(1));
    await keep(recorded(2, { state: "paused" }));
    await keep(recorded(3));
    expect(asked).toEqual([
      ...["start /recordings/one", "resume", "beep to customer"],
      ...["start /recordings/one", "pause", "start /recordings/one", "resume"],
    ]);
  });

  it("is not gone on with by an older version that comes after a pause", async () => {
    const { asked, keep } = aKeeper();
    await Promise.all([keep(recorded(1)), keep(recorded(3, { state: "paused" })), keep(recorded(2))]);
    expect(asked.filter((one) => one === "pause" || one === "resume").at(-1)).toBe("pause");
  });

  it("is nothing the call suffers from: a disk that takes none is told, and so is an engine elsewhere", async () => {
    const disk = aKeeper({ startFails: unusableFolder });
    await disk.keep(recorded(1));
    expect(disk.failed).toEqual([unusableFolder]);
    const moved = aKeeper();
    await moved.keep(recorded(1, { mediaNode: "there" }));
    expect([moved.asked, moved.failed.length]).toEqual([[], 1]);
    await expect(
      aKeeper({ startFails: "the media process does not answer" }).keep(recorded(1)),
    ).rejects.toThrow();
  });

  it("is not there while the customer is asked, or when he has refused", async () => {
    const { asked, keep } = aKeeper();
    for (const state of ["asked", "refused", "failed"] as const) await keep(recorded(1, { state }));
    expect(asked).toEqual([]);
  });
});
