import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { RoutingMatrix } from "#shared/domain/calls/index.ts";
import { createTestingPeer } from "../embedded/testing-peer.ts";
import { openRemoteEngine } from "./remote-engine.ts";

const ports = [23_000, 23_200] as const;
const address = { address: "127.0.0.1", ports: [23_300, 23_400] } as const;
const hearEachOther: RoutingMatrix = {
  ana: { audio: ["rui"], video: [], music: false },
  rui: { audio: ["ana"], video: [], music: false },
};

let folder: string;
let told: string[];
const pids: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "media-"));
  told = [];
});
afterEach(() => {
  for (const pid of pids.splice(0)) if (pid > 0 && isAlive(pid)) process.kill(pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function aServer(forsakenMs?: number) {
  const engine = await openRemoteEngine({
    folder,
    address: "127.0.0.1",
    ports,
    ...(forsakenMs && { forsakenMs }),
    events: {
      legState: (_call, leg, state) => told.push(`${leg} ${state}`),
      lost: () => told.push("lost"),
      ready: (calls) => told.push(`ready with ${calls.length}`),
    },
  });
  pids.push(engine.pid());
  return engine;
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it("audio goes on while the server is away, and the next server finds the call", async () => {
  const first = await aServer();
  const ana = await createTestingPeer("ana", address);
  const rui = await createTestingPeer("rui", address);
  for (const peer of [ana, rui]) {
    const maySend = { audio: true, video: false };
    await peer.take((await first.addWebLeg("call", peer.name, { offer: peer.offer(), maySend })).answer);
  }
  await first.setRouting("call", 5, hearEachOther);
  await first.stop();

  const before = rui.heard.length;
  await expect
    .poll(() => {
      ana.speak();
      return rui.heard.length;
    })
    .toBeGreaterThan(before + 5);

  const second = await aServer();
  expect(second.pid()).toBe(first.pid() || pids[0]);
  expect(told).toContain("ready with 1");
  // What the first server knew is old by now only if the second says so.
  expect(await second.setRouting("call", 4, {})).toBe(false);
  expect(await second.setRouting("call", 6, {})).toBe(true);
  await second.endCall("call");
  await Promise.all([second.stop(), ana.close(), rui.close()]);
});

it("a media process that is killed is missed at once, and another takes its place", async () => {
  const engine = await aServer();
  const killed = engine.pid();
  process.kill(killed, "SIGKILL");
  await expect.poll(() => told, { timeout: 15_000 }).toEqual(["ready with 0", "lost", "ready with 0"]);
  expect(engine.pid()).not.toBe(killed);
  pids.push(engine.pid());
  await expect(engine.renegotiate("call", "ana", "v=0")).rejects.toThrow("leg ana is not here");
  await engine.stop();
});

it("a process that is killed while it is asked leaves nobody waiting for ever", async () => {
  const engine = await aServer();
  process.kill(engine.pid(), "SIGSTOP");
  const asked = engine.stats("call");
  process.kill(engine.pid(), "SIGKILL");
  await expect(asked).rejects.toThrow();
  expect(await engine.stats("call")).toEqual({});
  pids.push(engine.pid());
  await engine.stop();
});

it("goes by itself when no server needs it and nobody talks, though legs were left in it", async () => {
  const engine = await aServer(2_000);
  const pid = engine.pid();
  const ana = await createTestingPeer("ana", address);
  const maySend = { audio: true, video: false };
  await ana.take((await engine.addWebLeg("call", "ana", { offer: ana.offer(), maySend })).answer);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(isAlive(pid)).toBe(true);
  await engine.stop();
  const speaking = setInterval(() => ana.speak(), 20);
  await new Promise((resolve) => setTimeout(resolve, 4_500));
  expect(isAlive(pid)).toBe(true);
  clearInterval(speaking);
  await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
  await ana.close();
});
