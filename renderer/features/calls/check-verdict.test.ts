import { describe, expect, it } from "vitest";
import { judgeQuality } from "#renderer/platform/media/quality.ts";
import { quietSample } from "#renderer/platform/media/testing/fake-media.ts";
import { markOfConnection, markOfMicrophone, verdictOf } from "./check-verdict.ts";

const sounding = (received: number, lostOnTheWayOut = 0) =>
  judgeQuality(quietSample(), quietSample({ at: 5_000, received, lostOnTheWayOut }), { expectsSound: true });

describe("the verdict of the check before a call", () => {
  it.each([
    ["ready", "heard", sounding(250)],
    ["almost", "heard", sounding(250, 0.15)],
    ["notReady", "heard", sounding(0)],
    ["notReady", "heard", "nothing"],
    ["notReady", "problem", sounding(250)],
    ["notReady", "problem", "measuring"],
    ["waitingFor", "quiet", sounding(250)],
    ["waitingFor", "heard", "measuring"],
  ] as const)("is %s when the microphone is %s", (verdict, microphone, connection) =>
    expect(verdictOf([markOfMicrophone(microphone), markOfConnection(connection)])).toBe(verdict),
  );
});
