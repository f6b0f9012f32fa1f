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
  /** The address that sockets are bound to. */
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
  iceInterfaceAddresses: { udp4: address },
  iceAdditionalHostAddresses: [address],
  icePortRange: [...ports],
  iceUseTcp: true,
  iceUseIpv6: false,
  iceServers: [],
});
