import type { VisitorCall } from "#shared/contract/visitor-calls.ts";
import { Refused } from "../../api.ts";
import type { Peer } from "../call-link.ts";
import { createCallSession } from "../call-session.ts";
import type { DeviceFailure } from "../devices.ts";

/** Until everything that was begun has come as far as it can. */
export const settle = async () => {
  for (let turn = 0; turn < 12; turn++) await new Promise((resolve) => setImmediate(resolve));
};
type FakeTrack = MediaStreamTrack & { isLive: boolean };
const track = (name: string): FakeTrack => {
  const made = {
    id: name,
    enabled: true,
    isLive: true,
    onended: null,
    stop() {
      made.isLive = false;
    },
  };
  return made as unknown as FakeTrack;
};

/** A call as the server tells of it. */
export const aCall = (change: Partial<VisitorCall> = {}): VisitorCall => ({
  id: "7d9f1c5e-0000-4000-8000-000000000001" as VisitorCall["id"],
  version: 1,
  conversationId: null,
  medium: "voice",
  state: "waiting",
  agentName: null,
  muted: false,
  recording: "off",
  mediaEpoch: 0,
  connectedAt: null,
  ...change,
});

/** A tab with fake devices, in front of a server that answers as it is told. */
export function tab(given: { wantsName?: boolean; kept?: Map<string, string> } = {}) {
  const kept = given.kept ?? new Map<string, string>();
  const asked: string[] = [];
  const tracks: FakeTrack[] = [];
  const peers: { isClosed: boolean }[] = [];
  const rings: boolean[] = [];
  const says = {
    call: aCall(),
    refuses: {} as Record<string, string>,
    device: null as DeviceFailure | null,
    camera: null as DeviceFailure | null,
    /** What has to come before a call is started. */
    before: Promise.resolve(),
  };
  const answer = async <T>(what: string, value: T): Promise<T> => {
    asked.push(what);
    const code = says.refuses[what.split(" ")[0] ?? ""];
    if (code) throw new Refused(code);
    return value;
  };
  const open = async (name: string, failure: DeviceFailure | null) => {
    if (failure) throw failure;
    const made = track(name);
    tracks.push(made);
    return made;
  };
  const newPeer = () => {
    const peer = {
      isClosed: false,
      connectionState: "new",
      onconnectionstatechange: null,
      addTransceiver: () => ({ sender: { replaceTrack: async () => {} }, receiver: { track: track("in") } }),
      createOffer: async () => ({ type: "offer", sdp: "offer" }),
      setLocalDescription: async () => {},
      setRemoteDescription: async () => {},
      close() {
        peer.isClosed = true;
      },
      frames: async () => new Map<string, number>(),
    };
    peers.push(peer);
    return peer as unknown as Peer & { frames(): Promise<Map<string, number>> };
  };
  const session = createCallSession({
    api: {
      async startCall({ name }) {
        await says.before;
        return answer(`start ${name ?? "nameless"}`, says.call);
      },
      relays: async () => ({ servers: [], seconds: 60 }),
      connectCall: (_, { device }) => answer("connect", { legId: device, answer: "answer" } as never),
      muteCall: (_, muted) => answer(`mute ${muted}`, says.call),
      answerRecording: (_, agreed) => answer(`agreed ${agreed}`, says.call),
      leaveCall: () => answer("leave", { ...says.call, state: "ended" as const }),
    },
    memory: {
      get: (name) => kept.get(name) ?? null,
      set: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    },
    devices: {
      microphone: () => open("mic", says.device),
      camera: () => open("cam", says.camera),
      screen: () => open("screen", null),
      canShareScreen: true,
    },
    player: {
      play: async () => true,
      resume: async () => true,
      ring: (on) => rings.push(on),
      stop: () => {},
    },
    newPeer,
    later: () => () => {},
    wait: async () => {},
    newId: () => "a-device-of-its-own",
    now: () => 1_000_000,
    language: () => "en",
    queue: () => "",
    wantsName: () => given.wantsName ?? false,
  });
  return {
    ...{ session, says, asked, tracks, peers, rings, kept },
    now: () => session.state.get(),
    live: () => tracks.filter(({ isLive }) => isLive).map(({ id }) => id),
    async hear(change: Partial<VisitorCall>) {
      says.call = { ...says.call, version: says.call.version + 1, ...change };
      session.heard(says.call);
      await settle();
    },
  };
}
