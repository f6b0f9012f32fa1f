import { networkInterfaces } from "node:os";
import {
  type RTCPeerConnectionConfig,
  RTCRtpCodecParameters,
  useAbsSendTime,
  useAudioLevelIndication,
  useOPUS,
  useSdesMid,
  useTransportWideCC,
  useVP8,
} from "werift";

/** Where the engine's sockets are, and what the outside calls them. */
export interface MediaAddress {
  /** By what others reach us; of a router before this machine, when it passes the ports on. */
  readonly address: string;
  /** The first and last UDP port; one port a leg. */
  readonly ports: readonly [number, number];
}

const digits = new RTCRtpCodecParameters({
  mimeType: "audio/telephone-event",
  clockRate: 48_000,
  channels: 1,
  parameters: "0-16",
});

/** The sockets of an address that is not ours, but a router's, listen on all that are. */
const boundTo = (address: string): string =>
  Object.values(networkInterfaces()).some((cards) => cards?.some((card) => card.address === address))
    ? address
    : "0.0.0.0";

/** One connection a leg, everything in one bundle; Opus, VP8 and digits. */
export const peerSettings = ({ address, ports }: MediaAddress): RTCPeerConnectionConfig => ({
  codecs: {
    audio: [useOPUS({ parameters: "minptime=10;useinbandfec=1" }), digits],
    video: [useVP8()],
  },
  headerExtensions: {
    audio: [useSdesMid(), useAudioLevelIndication()],
    video: [useSdesMid(), useAbsSendTime(), useTransportWideCC()],
  },
  bundlePolicy: "max-bundle",
  iceInterfaceAddresses: { udp4: boundTo(address) },
  iceAdditionalHostAddresses: [address],
  // No other address of this machine is looked for: each would have a socket, and be told to everybody.
  iceUseIpv4: false,
  icePortRange: [...ports],
  iceUseTcp: true,
  iceUseIpv6: false,
  iceServers: [],
});
