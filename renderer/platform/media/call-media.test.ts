import { describe, expect, it } from "vitest";
import { createFakeClock } from "#shared/sync/testing/fake-clock.ts";
import { createCallMedia } from "./call-media.ts";
import {
  createFakePeer,
  createFakeTrack,
  type FakePeer,
  quietSample,
  settled,
} from "./testing/fake-media.ts";

/** A window with devices, a network and a server that always answers. */
function aWindow({ speaks = true, video = false } = {}) {
  const clock = createFakeClock();
  const peers: FakePeer[] = [];
  const tracks: ReturnType<typeof createFakeTrack>[] = [];
  const now = {
    microphone: true,
    plugged: (_what: "chosen" | "plugged") => {},
    chosen: true,
    offline: () => {},
    playing: 0,
    asked: [] as boolean[],
  };
  const open = (use: string) => {
    const track = createFakeTrack(use);
    tracks.push(track);
    return track.asTrack;
  };
  const media = createCallMedia(
    {
      clock,
      createPeer() {
        const peer = createFakePeer(peers.length + 1, [open("heard")]);
        peers.push(peer);
        return peer;
      },
      async openDevice(use) {
        if (use === "microphone" && !now.microphone) throw new DOMException("none", "NotFoundError");
        return open(use);
      },
      openScreen: async () => open("screen"),
      play() {
        now.playing++;
        return () => void now.playing--;
      },
      onNetwork(changed) {
        now.offline = changed;
        return () => {};
      },
      onDevices(changed) {
        now.plugged = changed;
        return () => {};
      },
      isChosen: () => now.chosen,
    },
    {
      video,
      speaks,
      takesOver: false,
      expectsSound: () => true,
      async connect({ restart }) {
        now.asked.push(restart);
        return { answer: "answer" };
      },
    },
  );
  return {
    media,
    clock,
    peers,
    tracks,
    now,
    async stands() {
      await settled();
      peers.at(-1)?.state.set("connected");
      await settled();
    },
  };
}

describe("the media of a call", () => {
  it("sends the microphone and plays whom it hears, on the connection that stands now", async () => {
    const { media, peers, now, stands } = aWindow();
    await stands();
    expect(peers[0]?.sent.audio?.label).toBe("microphone");
    expect(now.playing).toBe(1);
    media.link.renew();
    await stands();
    expect([peers[0]?.closed, peers[1]?.sent.audio?.label, now.playing]).toEqual([true, "microphone", 1]);
  });

  it("lets a call be heard though there is no microphone, and takes one that is plugged in", async () => {
    const { media, peers, now, stands } = aWindow();
    now.microphone = false;
    media.microphone.start();
    await stands();
    expect([media.state.get(), media.microphone.state.get().problem]).toEqual(["connected", "missing"]);
    now.microphone = true;
    now.plugged("plugged");
    await settled();
    expect(peers[0]?.sent.audio?.label).toBe("microphone");
  });

  it("takes another microphone when the chosen one is pulled out, and stays with it until the person wants the first one back", async () => {
    const { media, tracks, now, stands } = aWindow();
    await stands();
    const microphones = () => tracks.filter(({ label }) => label === "microphone");
    now.chosen = false;
    microphones()[0]?.end();
    await settled();
    expect(microphones()).toHaveLength(2);
    now.plugged("plugged");
    await settled();
    expect(microphones()).toHaveLength(2);
    media.microphone.start();
    await settled();
    expect(microphones()).toHaveLength(3);
    now.plugged("chosen");
    await settled();
    expect(microphones()).toHaveLength(4);
  });

  it("lets nothing through from one who only listens, whichever microphone he has", async () => {
    const { media, tracks, stands } = aWindow({ speaks: false });
    await stands();
    media.microphone.start();
    await settled();
    const own = tracks.filter(({ label }) => label === "microphone");
    expect(own.map(({ enabled }) => enabled)).toEqual([false, false]);
    media.microphone.let(true);
    expect(own.map(({ enabled, stopped }) => [enabled, stopped])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("shows the screen instead of the camera, and the camera again when the sharing ends", async () => {
    const { media, peers, tracks, stands } = aWindow({ video: true });
    await stands();
    expect(peers[0]?.sent.video?.label).toBe("camera");
    media.screen.start();
    await settled();
    expect(peers[0]?.sent.video?.label).toBe("screen");
    tracks.find(({ label }) => label === "screen")?.end();
    await settled();
    expect(peers[0]?.sent.video?.label).toBe("camera");
  });

  it("restarts the connection when nothing arrives, makes it anew when that was no help, and then leaves it for a while", async () => {
    const { peers, clock, now, media, stands } = aWindow();
    await stands();
    const silentFor = async (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        const peer = peers.at(-1);
        if (peer) peer.next = quietSample({ at: clock.elapsed(), received: 100 });
        peer?.state.set("connected");
        await clock.advance(1_000);
      }
    };
    await silentFor(4);
    expect([media.quality.get()?.word, now.asked]).toEqual(["none", [false, true]]);
    await silentFor(3);
    expect(now.asked).toEqual([false, true, false]);
    await silentFor(8);
    expect(now.asked).toEqual([false, true, false]);
  });

  it("lets go of everything when the call has ended", async () => {
    const { media, peers, tracks, clock, now, stands } = aWindow({ video: true });
    await stands();
    media.close();
    await settled();
    expect([media.state.get(), now.playing, peers.every(({ closed }) => closed), clock.pending()]).toEqual([
      "closed",
      0,
      true,
      0,
    ]);
    const mine = tracks.filter(({ label }) => label !== "heard");
    expect(mine.map(({ stopped }) => stopped)).toEqual([true, true]);
  });
});
