import { describe, expect, it } from "vitest";
import type { DeviceMedia } from "#shared/contract/statuses.ts";
import { ringsHere } from "./rings-here.ts";

const device = (deviceId: string, part: Partial<DeviceMedia> = {}): DeviceMedia => ({
  ...{ deviceId, chat: true, voice: true, video: true },
  ...part,
});
const chat = { medium: "chat", reason: "longest_idle" } as const;

describe("an offer on a device", () => {
  it("is silent where its medium is off and another device of his takes it, and heard there", () => {
    const devices = [device("office"), device("home", { chat: false })];
    expect(ringsHere(devices, "home", chat)).toBe(false);
    expect(ringsHere(devices, "office", chat)).toBe(true);
    expect(ringsHere(devices, "home", { ...chat, medium: "voice" })).toBe(true);
  });

  it("is heard all the same when no other device takes it: never a ring that is heard nowhere", () => {
    expect(ringsHere([device("home", { chat: false })], "home", chat)).toBe(true);
    const off = [device("office", { chat: false }), device("home", { chat: false })];
    expect([ringsHere(off, "home", chat), ringsHere(off, "office", chat)]).toEqual([true, true]);
  });

  it("is heard on a device of which nothing is known yet", () => {
    expect(ringsHere([], "home", chat)).toBe(true);
    expect(ringsHere([device("office")], "home", chat)).toBe(true);
  });

  it("rings everywhere when a colleague hands it to him alone", () => {
    const devices = [device("office"), device("home", { chat: false })];
    for (const reason of ["transfer", "bounce_back"] as const)
      expect(ringsHere(devices, "home", { ...chat, reason })).toBe(true);
  });
});
