import { spawn } from "node:child_process";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { tryConnect } from "#server/media/process/door.ts";
import { openRemoteEngine } from "#server/media/process/remote-engine.ts";
import type { BenchEngine } from "./engine.ts";
import { createTalker, type Talker } from "./load-peer.ts";
import type { Network } from "./network.ts";

const ports = [23_000, 23_999] as const;
const peerPorts = [24_000, 25_499] as const;
/** As browsers offer: more than a call of two needs, and free of cost while nobody is in them. */
const slots = { audio: 3, video: 2 } as const;
const startMs = 30_000;

/** The product's own media process. */
export async function startOurEngine(network: Network): Promise<BenchEngine> {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-bench-media-"));
  const socketPath = join(folder, "media.sock");
  const start = { socketPath, address: network.engineAddress, ports, forsakenMs: 60_000 };
  const log = openSync(join(folder, "media.log"), "a");
  const command = [
    ...network.prefix,
    process.execPath,
    "server/media/process/main.ts",
    JSON.stringify(start),
  ];
  const child = spawn(command[0] as string, command.slice(1), { stdio: ["ignore", log, log] });
  process.once("exit", () => child.kill("SIGKILL"));
  for (const until = Date.now() + startMs; ; await sleep(50)) {
    const socket = await tryConnect(socketPath);
    socket?.destroy();
    if (socket) break;
    if (Date.now() > until || child.exitCode !== null)
      throw new Error(`the engine does not start: see ${folder}`);
  }
  const engine = await openRemoteEngine({
    ...{ folder, address: network.engineAddress, ports },
    events: { legState: () => {}, lost: () => {}, ready: () => {} },
  });
  const address = { address: network.peerAddress, ports: peerPorts };
  return {
    name: "ours",
    pid: engine.pid(),
    async open(id, { legs, matrix, video }, hear) {
      const callId = `call-${id}`;
      const places = { audio: slots.audio, video: video ? slots.video : 0 };
      const talkers: Talker[] = [];
      for (const legId of legs) {
        const talker = await createTalker({ address, video, slots: places, hear });
        const options = { offer: talker.offer(), maySend: { audio: true, video } };
        await talker.take((await engine.addWebLeg(callId, legId, options)).answer);
        talkers.push(talker);
      }
      if (!(await engine.setRouting(callId, 1, matrix))) throw new Error("the routing was refused");
      return {
        talkers,
        async end() {
          await engine.endCall(callId);
          await Promise.all(talkers.map((talker) => talker.close()));
        },
      };
    },
    async stop() {
      await engine.stop();
      child.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
