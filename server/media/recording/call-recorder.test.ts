import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { MediaPacket } from "../embedded/leg-slots.ts";
import { openCallRecorder } from "./call-recorder.ts";
import { filesOf, readHead } from "./read-recording.ts";
import { readPackets } from "./track-format.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "recorder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A packet that begins a picture of VP8, whose number it carries. */
const picture = (number: number, isKey = false): MediaPacket =>
  ({
    header: { sequenceNumber: number, timestamp: 3_000 * number },
    payload: Buffer.from([0x10, isKey ? 0 : 1, number]),
  }) as never;

it("keeps pictures from the first that needs no earlier one, asks for it, and keeps nothing of a pause", async () => {
  let asked = 0;
  const recorder = await openCallRecorder({
    folder,
    now: () => performance.now(),
    gateTo: () => () => true,
    askForPicture: () => asked++,
    onTrouble: (reason) => expect(reason).toBeUndefined(),
  });
  const show = (packet: MediaPacket, legId = "customer") =>
    recorder.packet("video", legId, packet, performance.now());
  recorder.route({ audio: {}, video: { customer: "customer" } });
  show(picture(1));
  show(picture(2, true));
  // Somebody else is seen as well: for this one nothing changes.
  recorder.route({ audio: {}, video: { customer: "customer", anna: "staff" } });
  show(picture(3));
  show(picture(3, true), "nobody who is recorded");
  await recorder.pause(true);
  show(picture(4, true));
  await recorder.pause(false);
  show(picture(5));
  show(picture(6, true));
  recorder.route({ audio: {}, video: {} });
  show(picture(7, true));
  await recorder.close();

  const [file, ...others] = await filesOf(folder, "picture");
  expect([others, await filesOf(folder, "voice")]).toEqual([[], []]);
  const bytes = readFileSync(path.join(folder, file ?? ""));
  const read = readHead(bytes);
  expect(read?.head).toMatchObject({ legId: "customer", as: "customer", codec: "vp8", clockRate: 90_000 });
  const kept: (number | undefined)[] = [];
  readPackets(bytes, read?.end ?? 0, ({ payload }) => kept.push(payload.at(-1)));
  expect(kept).toEqual([2, 3, 6]);
  expect(asked).toBe(2);
});
