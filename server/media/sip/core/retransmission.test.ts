import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRetransmission } from "./retransmission.ts";

describe("what is said again over UDP", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Seconds at which it was said again. */
  function listen() {
    const start = Date.now();
    const at: number[] = [];
    return { at, again: () => at.push((Date.now() - start) / 1_000) };
  }

  it("a call is sent seven times in 32 s, and then given up", () => {
    const repeats = createRetransmission();
    const { at, again } = listen();
    repeats.requestSent("z9hG4bK1", "INVITE", again);
    vi.advanceTimersByTime(120_000);
    expect(at).toEqual([0.5, 1.5, 3.5, 7.5, 15.5, 31.5]);
    expect(repeats.size()).toBe(0);
  });

  it("other requests every 4 s at the slowest, and so once the other side says that it works on it", () => {
    const repeats = createRetransmission();
    const { at, again } = listen();
    repeats.requestSent("z9hG4bK1", "BYE", again);
    vi.advanceTimersByTime(16_000);
    expect(at).toEqual([0.5, 1.5, 3.5, 7.5, 11.5, 15.5]);
    repeats.responseReceived("z9hG4bK1", "BYE", 200);
    vi.advanceTimersByTime(60_000);
    expect(at).toHaveLength(6);
  });

  it("a call no more once anything was answered; the answer to something else changes nothing", () => {
    const repeats = createRetransmission();
    const { at, again } = listen();
    repeats.requestSent("z9hG4bK1", "INVITE", again);
    repeats.responseReceived("z9hG4bK1", "CANCEL", 200);
    repeats.responseReceived("z9hG4bK2", "INVITE", 180);
    vi.advanceTimersByTime(600);
    expect(at).toEqual([0.5]);
    repeats.responseReceived("z9hG4bK1", "INVITE", 100);
    vi.advanceTimersByTime(60_000);
    expect(at).toEqual([0.5]);
  });

  it("a refusal until it is acknowledged, and an acceptance never (the dialog sees to it)", () => {
    const repeats = createRetransmission();
    const { at, again } = listen();
    repeats.responseSent("z9hG4bK1", "INVITE", 486, again);
    repeats.responseSent("z9hG4bK2", "INVITE", 200, again);
    vi.advanceTimersByTime(4_000);
    expect(at).toEqual([0.5, 1.5, 3.5]);
    repeats.ackReceived("z9hG4bK1");
    vi.advanceTimersByTime(60_000);
    expect(at).toHaveLength(3);
  });
});
