import { describe, expect, it } from "vitest";
import { createFakeClock } from "#shared/sync/testing/fake-clock.ts";
import { createFakePeer, createFakeTrack, quietSample, settled } from "./testing/fake-media.ts";
import { tryConnection } from "./try-connection.ts";

/** A trial whose packets arrive as the test says. */
function aTrial(answers = true) {
  const clock = createFakeClock();
  const peer = createFakePeer(1);
  const voice = createFakeTrack("microphone");
  const found = tryConnection(
    {
      clock,
      createPeer: () => peer,
      connect: async () => {
        if (!answers) throw { code: "call.media_failed" };
        return { answer: "answer" };
      },
    },
    voice.asTrack,
  );
  const pass = async (seconds: number, received: number, more = {}) => {
    for (let half = 0; half < seconds * 2; half++) {
      peer.next = quietSample({
        at: clock.elapsed(),
        received: (received * clock.elapsed()) / 1_000,
        ...more,
      });
      await clock.advance(500);
      await settled();
    }
  };
  return { peer, found, pass };
}

describe("trying the connection before a call", () => {
  it("says how it would sound, from five seconds of packets, and lets the connection go", async () => {
    const { peer, found, pass } = aTrial();
    await settled();
    peer.state.set("connected");
    await pass(8, 50, { roundTripMs: 20 });
    expect(await found).toMatchObject({ word: "good", roundTripMs: 20, reasons: [] });
    expect([peer.sent.audio?.label, peer.closed]).toEqual(["microphone", true]);
  });

  it("says why it would not sound good", async () => {
    const { peer, found, pass } = aTrial();
    await settled();
    peer.state.set("connected");
    await pass(8, 50, { roundTripMs: 400, lostOnTheWayOut: 0.1 });
    expect(await found).toMatchObject({ word: "poor", reasons: ["loss_out", "delay"] });
  });

  it("says that nothing came through when no connection comes about, and when the way is open and nothing arrives", async () => {
    const blocked = aTrial();
    await blocked.pass(10, 0);
    expect(await blocked.found).toBeNull();
    const silent = aTrial();
    await settled();
    silent.peer.state.set("connected");
    await silent.pass(8, 0);
    expect(await silent.found).toMatchObject({ word: "none", reasons: ["nothing"] });
  });

  it("leaves nothing open when the server refuses", async () => {
    const { peer, found } = aTrial(false);
    await expect(found).rejects.toMatchObject({ code: "call.media_failed" });
    expect(peer.closed).toBe(true);
  });
});
