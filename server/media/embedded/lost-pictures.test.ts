import { expect, it } from "vitest";
import { PictureLossIndication, type RtcpPacket, RtcpPayloadSpecificFeedback, RtcpRrPacket } from "werift";
import { onLostPicture, sparingly } from "./lost-pictures.ts";

it("hears which stream a browser cannot show, though the browser sends as well", () => {
  const lost: number[] = [];
  let hear = (_: RtcpPacket) => {};
  const transport = {
    onRtcp: {
      subscribe(listener: typeof hear) {
        hear = listener;
      },
    },
  };
  onLostPicture(transport as never, (ssrc) => lost.push(ssrc));
  const feedback = new PictureLossIndication({ senderSsrc: 7, mediaSsrc: 42 });
  hear(new RtcpPayloadSpecificFeedback({ feedback }) as RtcpPacket);
  hear(new RtcpRrPacket() as RtcpPacket);
  expect(lost).toEqual([42]);
});

it("asks for a whole picture once, however many have lost theirs, and again a little later", () => {
  let [asked, now] = [0, 0];
  const ask = sparingly(
    () => asked++,
    () => now,
  );
  for (now = 0; now <= 1_000; now += 10) ask();
  expect(asked).toBe(3);
});
