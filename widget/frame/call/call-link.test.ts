import { describe, expect, it } from "vitest";
import { Refused } from "../api.ts";
import { createCallLink, type LinkState, type Peer } from "./call-link.ts";

type Track = MediaStreamTrack;
const track = (id: string) => ({ id }) as Track;

/** A browser's connections and a server that answers as it is told, before a clock that is moved by hand. */
function line(answers: (restart: boolean) => Promise<string> = async () => "answer", isVideo = true) {
  const peers: (Peer & { sections: string[]; isClosed: boolean; go(to: RTCPeerConnectionState): void })[] =
    [];
  const asked: string[] = [];
  const states: LinkState[] = [];
  const refusals: string[] = [];
  const replaced: (string | undefined)[] = [];
  const timers = new Set<{ at: number; run: () => void }>();
  let now = 0;
  const newPeer = (): Peer => {
    const sections: string[] = [];
    const peer = {
      sections,
      isClosed: false,
      connectionState: "new" as RTCPeerConnectionState,
      onconnectionstatechange: null as Peer["onconnectionstatechange"],
      addTransceiver(what: "audio" | "video" | Track, { direction }: RTCRtpTransceiverInit) {
        sections.push(`${typeof what === "string" ? what : what.id} ${direction}`);
        const sender = { replaceTrack: async (next: Track | null) => void replaced.push(next?.id) };
        return { sender, receiver: { track: track(`in ${sections.length}`) } };
      },
      createOffer: async ({ iceRestart }: RTCOfferOptions = {}) =>
        ({ type: "offer", sdp: iceRestart ? "again" : "offer" }) as const,
      setLocalDescription: async () => {},
      setRemoteDescription: async () => {},
      close() {
        peer.isClosed = true;
      },
      go(to: RTCPeerConnectionState) {
        peer.connectionState = to;
        peer.onconnectionstatechange?.({} as Event);
      },
    };
    peers.push(peer);
    return peer;
  };
  const link = createCallLink(
    {
      newPeer,
      connect(offer, restart) {
        asked.push(offer);
        return answers(restart);
      },
      later(run, ms) {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      changed: (state) => states.push(state),
      slots: () => {},
      refused: (code) => refusals.push(code),
    },
    isVideo,
    { audio: track("mic"), video: isVideo ? track("cam") : null },
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ link, peers, asked, states, refusals, replaced, settle },
    newest: () => peers.at(-1) as (typeof peers)[number],
    async pass(ms: number) {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.run();
      }
      await settle();
    },
  };
}

describe("the line of a call", () => {
  it("is one offer: what is sent first, then places for two voices and two pictures", async () => {
    const video = line();
    await video.link.start();
    expect(video.newest().sections).toEqual([
      ...["mic sendonly", "cam sendonly"],
      ...["audio recvonly", "audio recvonly", "video recvonly", "video recvonly"],
    ]);
    const voice = line(undefined, false);
    await voice.link.start();
    expect(voice.newest().sections.filter((section) => section.endsWith("sendonly"))).toEqual([
      "mic sendonly",
    ]);
    expect([video.asked, voice.asked]).toEqual([["offer"], ["offer"]]);
  });

  it("is repaired on the same connection when the network is lost for a moment", async () => {
    const { link, newest, peers, asked, states, pass } = line();
    await link.start();
    newest().go("connected");
    newest().go("disconnected");
    await pass(300);
    expect([asked, peers.length]).toEqual([["offer", "again"], 1]);
    newest().go("connected");
    await pass(60_000);
    expect([states, peers.length]).toEqual([["live", "repairing", "live"], 1]);
  });

  it("is made anew, with the microphone and picture of now, when repairing does not help", async () => {
    const { link, newest, peers, pass } = line();
    await link.start();
    newest().go("connected");
    await link.setVideo(track("screen"));
    newest().go("failed");
    await pass(0);
    await pass(5_000);
    expect(peers).toHaveLength(2);
    expect(peers[0]?.isClosed).toBe(true);
    expect(newest().sections.slice(0, 2)).toEqual(["mic sendonly", "screen sendonly"]);
  });

  it("is made anew as often as it takes while the server cannot be asked, ever more slowly", async () => {
    let isUp = false;
    const { link, newest, peers, states, pass } = line(async () => {
      if (!isUp) throw new Error("no answer");
      return "answer";
    });
    await link.start();
    for (const ms of [500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
      await pass(ms - 1);
      const before = peers.length;
      await pass(1);
      expect(peers).toHaveLength(before + 1);
    }
    isUp = true;
    await pass(8_000);
    newest().go("connected");
    expect(states).toEqual(["live"]);
  });

  it("gives up at once when the call is over or in another window, and says so", async () => {
    for (const code of ["call.over", "call.elsewhere", "call.not_found"]) {
      const { link, peers, refusals, pass } = line(() => Promise.reject(new Refused(code)));
      await link.start();
      await pass(60_000);
      expect([refusals, peers.length]).toEqual([[code], 1]);
    }
  });

  it("goes on as it is when a repair was asked for and nothing was wrong", async () => {
    const { link, newest, peers, states, pass } = line();
    await link.start();
    newest().go("connected");
    await link.restart();
    await pass(60_000);
    expect([states, peers.length]).toEqual([["live"], 1]);
  });

  it("is silent once it is closed, even when an answer comes later", async () => {
    let answer = (_: string) => {};
    const { link, peers, settle, pass } = line(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    void link.start();
    await settle();
    link.close();
    answer("answer");
    await pass(60_000);
    expect([peers.length, peers[0]?.isClosed]).toEqual([1, true]);
  });
});
