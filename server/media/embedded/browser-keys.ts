import type { RTCRtpTransceiver, RtpPacket } from "werift";
import { createKeyListener } from "../phone/telephone-event.ts";

/** Keys are told by the clock of Opus (`peerSettings`). */
const clockRate = 48_000;

/** Hears the keys of a browser's dial pad, which come in the stream of its voice and are no sound (RFC 4733). */
export function createBrowserKeys(pressed: (key: string) => void) {
  const listener = createKeyListener(({ key }) => pressed(key), clockRate);
  return {
    /** @returns whether this packet is one of a key. */
    hear({ codecs }: RTCRtpTransceiver, { header, payload }: RtpPacket): boolean {
      const codec = codecs.find(({ payloadType }) => payloadType === header.payloadType);
      if (codec?.mimeType.toLowerCase() !== "audio/telephone-event") return false;
      listener.hear({ timestamp: header.timestamp, payload });
      return true;
    },
    sound: listener.sound,
  };
}
