import { PictureLossIndication, type RTCDtlsTransport, RtcpPayloadSpecificFeedback } from "werift";

/**
 * Tells which stream of ours a browser cannot show: it asks for a picture that needs no earlier one (RFC 4585, 6.3.1). The
 * library hands such a request to whatever bears the number of the *asker*, which in a browser that sends as well is what
 * it sends: so it never reaches the sender that it is for.
 */
export const onLostPicture = (transport: RTCDtlsTransport, lost: (ssrc: number) => void): void => {
  transport.onRtcp.subscribe((packet) => {
    if (!(packet instanceof RtcpPayloadSpecificFeedback)) return;
    if (packet.feedback instanceof PictureLossIndication) lost(packet.feedback.mediaSsrc);
  });
};

/** However many ask, a whole picture is sent this often at most, ms: it is many times as large as another one. */
const pictureEveryMs = 400;

/** Asks no more often than a sender should answer. */
export function sparingly(ask: () => void, now: () => number): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - last < pictureEveryMs) return;
    last = now();
    ask();
  };
}
