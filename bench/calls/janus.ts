import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchEngine, Shape } from "./engine.ts";
import { openJanusLine } from "./janus-line.ts";
import { createListener, createTalker, type Hear, type Listener, type Talker } from "./load-peer.ts";
import type { Network } from "./network.ts";

const port = 18_188;
const mediaPorts = "26000-27999";
const peerPorts = [28_000, 29_999] as const;
const startMs = 15_000;

/** What the version says of itself. */
export const janusVersion = (): string =>
  /Version:\s+(\S+)/.exec(spawnSync("dpkg", ["-s", "janus"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? "";

/** Only the video room and its web socket; other plugins would take ports and time of their own. */
function writeSettings(folder: string, address: string): void {
  const others = ["http", "mqtt", "nanomsg", "pfunix", "rabbitmq"].map((name) => `libjanus_${name}.so`);
  const plugins = [
    ...["audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay"],
    ...["sip", "streaming", "textroom", "videocall", "voicemail"],
  ].map((name) => `libjanus_${name}.so`);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(
    "janus.jcfg",
    `general: { configs_folder = "${folder}"; debug_level = 2; log_to_stdout = true }
media: { rtp_port_range = "${mediaPorts}" }
nat: { ice_enforce_list = "${address}"; full_trickle = false }
plugins: { disable = "${plugins.join(",")}" }
transports: { disable = "${others.join(",")}" }
`,
  );
  write(
    "janus.transport.websockets.jcfg",
    `general: { json = "compact"; ws = true; ws_port = ${port}; ws_ip = "${address}"; wss = false }\n`,
  );
  write("janus.plugin.videoroom.jcfg", "general: { }\n");
}

/** Janus with its video room: everybody publishes over one connection and subscribes to whom he hears over another. */
export async function startJanus(network: Network): Promise<BenchEngine> {
  const folder = mkdtempSync(join(tmpdir(), "sidetone-bench-janus-"));
  mkdirSync(folder, { recursive: true });
  writeSettings(folder, network.engineAddress);
  const log = openSync(join(folder, "janus.log"), "a");
  const command = [...network.prefix, "janus", "-F", folder];
  const child = spawn(command[0] as string, command.slice(1), { stdio: ["ignore", log, log] });
  process.once("exit", () => child.kill("SIGKILL"));
  const url = `ws://${network.engineAddress}:${port}`;
  const open = async () => {
    for (const until = Date.now() + startMs; ; await sleep(100)) {
      try {
        return await openJanusLine(url);
      } catch (error) {
        if (Date.now() > until || child.exitCode !== null) throw error;
      }
    }
  };
  const line = await open();
  const admin = await line.attach();
  const address = { address: network.peerAddress, ports: peerPorts };

  async function publish(room: number, feed: number, video: boolean): Promise<Talker> {
    const handle = await line.attach();
    const talker = await createTalker({ address, video, slots: { audio: 0, video: 0 }, hear: () => {} });
    const body = { request: "joinandconfigure", ptype: "publisher", room, id: feed, audio: true, video };
    const { jsep } = await handle.ask(body, { type: "offer", sdp: talker.offer() });
    await talker.take(jsep?.sdp ?? "");
    // Before that nobody can subscribe to him.
    await handle.isUp();
    return talker;
  }

  async function subscribe(room: number, feeds: readonly number[], hear: Hear): Promise<Listener> {
    const handle = await line.attach();
    const streams = feeds.map((feed) => ({ feed }));
    const { jsep } = await handle.ask({ request: "join", ptype: "subscriber", room, streams });
    const listener = await createListener(address, jsep?.sdp ?? "", hear);
    await handle.ask({ request: "start" }, { type: "answer", sdp: listener.answer });
    await listener.connected();
    return listener;
  }

  return {
    name: "janus",
    pid: child.pid ?? 0,
    async open(id, { legs, matrix, video }: Shape, hear) {
      const room = 1_000 + id;
      const feedOf = (leg: string) => room * 10 + legs.indexOf(leg);
      await admin.ask({
        ...{ request: "create", room, publishers: 6, audiocodec: "opus", videocodec: "vp8" },
        ...{ bitrate: 2_000_000, permanent: false },
      });
      const talkers: Talker[] = [];
      for (const leg of legs) talkers.push(await publish(room, feedOf(leg), video));
      const listeners: Listener[] = [];
      for (const leg of legs)
        listeners.push(await subscribe(room, (matrix[leg]?.audio ?? []).map(feedOf), hear));
      return {
        talkers,
        async end() {
          await admin.ask({ request: "destroy", room });
          await Promise.all([...talkers, ...listeners].map((one) => one.close()));
        },
      };
    },
    async stop() {
      line.close();
      child.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
