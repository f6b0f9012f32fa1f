import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createSessionTimer, pactOfRequest, pactOfResponse } from "./session-timer.ts";

const headers = (values: Readonly<Record<string, string>>) => ({ getHeader: (name: string) => values[name] });

describe("who keeps a call alive", () => {
  it.each([
    [
      "the caller, when he can and does not say who",
      { supported: "replaces, timer", "session-expires": "600" },
      600,
      "them",
    ],
    ["we, when he wants it so", { supported: "timer", "session-expires": "600;refresher=uas" }, 600, "us"],
    ["we, when he cannot", {}, 1_800, "us"],
    ["we, when only a proxy asks", { "session-expires": "30" }, 90, "us"],
    [
      "the caller, but no longer than we like",
      { supported: "timer", "session-expires": "86400" },
      1_800,
      "them",
    ],
  ] as const)("%s", (_name, request, seconds, refresher) => {
    expect(pactOfRequest(headers(request), 1_800)).toMatchObject({ pact: { seconds, refresher } });
  });

  it("is not asked for every moment", () => {
    expect(pactOfRequest(headers({ supported: "timer", "session-expires": "30" }), 1_800)).toEqual({
      tooShort: true,
    });
  });

  it("whom we call decides, or leaves it to us", () => {
    expect(pactOfResponse(headers({ "session-expires": "300;refresher=uas" }), 1_800)).toEqual({
      seconds: 300,
      refresher: "them",
    });
    expect(pactOfResponse(headers({}), 1_800)).toEqual({ seconds: 1_800, refresher: "us" });
  });
});

describe("in time", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("we refresh at half, and a call that they do not refresh is dead half a minute before its end", () => {
    const events = { refresh: vi.fn(), expired: vi.fn() };
    const timer = createSessionTimer(events);

    timer.keep({ seconds: 600, refresher: "us" });
    vi.advanceTimersByTime(299_000);
    expect(events.refresh).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(events.refresh).toHaveBeenCalledTimes(1);

    timer.keep({ seconds: 600, refresher: "them" });
    vi.advanceTimersByTime(500_000);
    timer.keep({ seconds: 600, refresher: "them" });
    vi.advanceTimersByTime(567_000);
    expect(events.expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(events.expired).toHaveBeenCalledTimes(1);
  });
});
