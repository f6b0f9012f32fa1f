import path from "node:path";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { MediaEngine, MediaEngineEvents } from "../media-engine.ts";
import type { MediaProcessStart } from "./main.ts";
import { news, requests } from "./protocol.ts";
import { openRemoteProcess } from "./remote-process.ts";

export interface RemoteEngineOptions {
  /** Holds the socket and the log; made with rights for our own user alone. */
  readonly folder: string;
  readonly address: string;
  readonly ports: readonly [number, number];
  readonly forsakenMs?: number;
  readonly events: MediaEngineEvents & {
    /** The process is gone, and every leg with it; a new one is being started. */
    lost(): void;
    /** A process answers. The calls it has: all of them after a restart of ours, none after one of its own. */
    ready(calls: readonly string[]): void;
  };
}

/** A recording is on the disk and read back before the answer. */
const recordingMs = 60_000;

/** The engine in a process of its own, adopted when it runs already and started when it does not, whenever it is missing. */
export async function openRemoteEngine({
  folder,
  address,
  ports,
  forsakenMs = 60_000,
  events,
}: RemoteEngineOptions): Promise<MediaEngine & { readonly pid: () => number }> {
  const { ask, pid, stop } = await openRemoteProcess({
    folder,
    name: "media",
    main: new URL("./main.ts", import.meta.url),
    given: (socketPath): MediaProcessStart => ({ socketPath, address, ports: [...ports], forsakenMs }),
    hear: (line) => hearNews(line, events),
    greet: (line) => line.sendRequest(requests.hello, {}),
    ready: ({ calls }) => events.ready(calls),
    lost: () => events.lost(),
  });
  return {
    pid,
    addWebLeg: (callId, legId, given) => ask(requests.addWebLeg, { callId, legId, options: given }),
    renegotiate: (callId, legId, offer) => ask(requests.renegotiate, { callId, legId, offer }),
    addPhoneLeg: (callId, legId) => ask(requests.addPhoneLeg, { callId, legId }),
    connectPhoneLeg: async (callId, legId, gatewayPort) =>
      void (await ask(requests.connectPhoneLeg, { callId, legId, gatewayPort })),
    removeLeg: async (callId, legId) => void (await ask(requests.removeLeg, { callId, legId })),
    setRouting: (callId, version, matrix, voices = {}, pictures = {}) =>
      ask(requests.setRouting, { callId, version, matrix, voices, pictures }),
    play: async (callId, legId, sound) => void (await ask(requests.play, { callId, legId, sound })),
    stopPlaying: async (callId, legId) => void (await ask(requests.stopPlaying, { callId, legId })),
    startRecording: async (callId, { folder: into }) =>
      void (await ask(requests.startRecording, { callId, folder: path.resolve(into) })),
    pauseRecording: async (callId) => void (await ask(requests.pauseRecording, { callId })),
    resumeRecording: async (callId) => void (await ask(requests.resumeRecording, { callId })),
    stopRecording: (callId) => ask(requests.stopRecording, { callId }, recordingMs),
    endCall: async (callId) => void (await ask(requests.endCall, { callId })),
    watchLevels: async (callId, on) => void (await ask(requests.watchLevels, { callId, on })),
    states: () => ask(requests.states, {}),
    stats: (callId) => ask(requests.stats, { callId }),
    /** Lets go of it; its calls go on, and the next server finds them. */
    stop: async () => stop(),
  };
}

function hearNews(line: MessageConnection, events: MediaEngineEvents): void {
  line.onNotification(news.legState, ({ callId, legId, state }) => events.legState(callId, legId, state));
  line.onNotification(news.key, ({ callId, legId, key }) => events.key?.(callId, legId, key));
  line.onNotification(news.levels, ({ callId, levels }) => events.levels?.(callId, levels));
  line.onNotification(news.leftOut, ({ callId, legId, leftOut }) => events.leftOut?.(callId, legId, leftOut));
  line.onNotification(news.recordingFailed, ({ callId, reason }) => events.recordingFailed?.(callId, reason));
}
