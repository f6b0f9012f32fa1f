import { describe, expect, it } from "vitest";
import { judgeQuality } from "./quality.ts";
import { sampleOf } from "./read-stats.ts";
import { quietSample } from "./testing/fake-media.ts";

const sounds = { expectsSound: true };
const start = quietSample({ at: 0, received: 1_000, lost: 10 });
const later = (part: Parameters<typeof quietSample>[0]) =>
  quietSample({ at: 4_000, received: 1_200, lost: 10, jitterMs: 5, roundTripMs: 40, ...part });

describe("how a call sounds", () => {
  it.each([
    ["good", [], {}],
    ["fair", ["loss_in"], { lost: 20 }],
    ["poor", ["loss_in"], { lost: 60 }],
    ["poor", ["loss_out"], { lostOnTheWayOut: 0.2 }],
    ["fair", ["delay"], { roundTripMs: 600 }],
    ["poor", ["delay", "jitter"], { roundTripMs: 700, jitterMs: 60 }],
    ["none", ["nothing"], { received: 1_000 }],
  ])("is %s because of %j", (word, reasons, part) => {
    expect(judgeQuality(start, later(part), sounds)).toMatchObject({ word, reasons });
  });

  it("is good when nobody is to be heard and nothing arrives", () => {
    expect(judgeQuality(start, later({ received: 1_000 }), { expectsSound: false }).word).toBe("good");
  });

  it("is told from what a browser reports: the sound of all slots, and one connection", () => {
    const sample = sampleOf(
      [
        {
          type: "inbound-rtp",
          kind: "audio",
          packetsReceived: 100,
          packetsLost: 2,
          jitter: 0.004,
          audioLevel: 0.1,
        },
        {
          type: "inbound-rtp",
          kind: "audio",
          packetsReceived: 50,
          packetsLost: 1,
          jitter: 0.02,
          audioLevel: 0.4,
        },
        { type: "inbound-rtp", kind: "video", packetsReceived: 9_000, packetsLost: 70, jitter: 0.5 },
        { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: 0.031 },
        { type: "candidate-pair", nominated: false, state: "succeeded", currentRoundTripTime: 0.9 },
        { type: "remote-inbound-rtp", kind: "audio", fractionLost: 0.05 },
        { type: "media-source", kind: "audio", audioLevel: 0.3 },
      ],
      7,
    );
    expect(sample).toEqual({
      at: 7,
      received: 150,
      lost: 3,
      jitterMs: 20,
      roundTripMs: 31,
      lostOnTheWayOut: 0.05,
      ownLevel: 0.3,
      heardLevel: 0.4,
    });
  });
});
