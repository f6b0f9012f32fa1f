import { describe, expect, it } from "vitest";
import { createSignInThrottle } from "./sign-in-throttle.ts";

const given = () => {
  const clock = { ms: 1_000_000 };
  return { clock, throttle: createSignInThrottle(() => clock.ms) };
};

describe("slowing down those who guess passwords", () => {
  it("lets a person mistype a few times", () => {
    const { throttle } = given();
    for (let i = 0; i < 4; i += 1) throttle.failed("ana", "10.0.0.1");
    expect(throttle.ask("ana", "10.0.0.1")).toEqual({ allowed: true, pauseMs: 0 });
  });

  it("makes each try after the fifth wait longer, up to half a minute, and then lets it through", () => {
    const { throttle, clock } = given();
    for (let i = 0; i < 5; i += 1) throttle.failed("ana", "10.0.0.1");
    expect(throttle.ask("ana", "10.0.0.1")).toEqual({ allowed: false, retryAfterMs: 1_000 });
    for (let i = 0; i < 15; i += 1) throttle.failed("ana", "10.0.0.1");
    expect(throttle.ask("ana", "10.0.0.1")).toEqual({ allowed: false, retryAfterMs: 30_000 });
    clock.ms += 30_000;
    expect(throttle.ask("ana", "10.0.0.1")).toMatchObject({ allowed: true });
  });

  it("never keeps the owner out, whatever strangers try from elsewhere", () => {
    const { throttle } = given();
    for (let i = 0; i < 1_000; i += 1) throttle.failed("ana", `10.0.${i % 250}.${i}`);
    const verdict = throttle.ask("ana", "192.0.2.7");
    expect(verdict).toEqual({ allowed: true, pauseMs: 3_000 });
  });

  it("stops one address that tries one password over many accounts", () => {
    const { throttle, clock } = given();
    for (let i = 0; i < 100; i += 1) throttle.failed(`user-${i}`, "10.0.0.1");
    expect(throttle.ask("user-101", "10.0.0.1")).toMatchObject({ allowed: false });
    expect(throttle.ask("user-101", "10.0.0.2")).toMatchObject({ allowed: true });
    clock.ms += 15 * 60_000;
    expect(throttle.ask("user-101", "10.0.0.1")).toMatchObject({ allowed: true });
  });

  it("forgets the failures of one who has signed in", () => {
    const { throttle } = given();
    for (let i = 0; i < 4; i += 1) throttle.failed("ana", "10.0.0.1");
    throttle.succeeded("ana", "10.0.0.1");
    throttle.failed("ana", "10.0.0.1");
    expect(throttle.ask("ana", "10.0.0.1")).toEqual({ allowed: true, pauseMs: 0 });
  });
});
