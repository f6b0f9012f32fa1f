import { type RTCRtpTransceiver, RtpHeader, RtpPacket } from "werift";
import type { Outlet } from "./leg-slots.ts";

/** One of the streams that a browser receives. */
export const webOutlet = ({ sender }: RTCRtpTransceiver): Outlet => ({
  ssrc: sender.ssrc,
  // Before it is connected, and after: what is not sent was not heard.
  isOpen: () => sender.dtlsTransport?.state === "connected",
  send(marker, { sequence: sequenceNumber, timestamp }, payload) {
    // Its own header: the sender's extensions would name the section of another connection.
    const own = new RtpHeader({ marker, sequenceNumber, timestamp });
    void sender.sendRtp(new RtpPacket(own, payload)).catch(() => {});
  },
  roundTripMs() {
    const measured = sender
      .collectStats(0)
      .flatMap((one) => ("roundTripTime" in one ? [Number(one.roundTripTime) * 1_000] : []))
      .filter((ms) => ms >= 0);
    return measured.length > 0 ? Math.max(...measured) : null;
  },
});
