import { spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  type RequestType,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-jsonrpc/node";
import { type MediaEngine, type MediaEngineEvents, MediaRefusal } from "../media-engine.ts";
import { tryConnect } from "./door.ts";
import type { MediaProcessStart } from "./main.ts";
import { news, requests } from "./protocol.ts";

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

const startMs = 20_000;
/** Answers are a matter of milliseconds; setting a leg up takes a few hundred. */
const answerMs = 5_000;
/** A recording is on the disk and read back before the answer. */
const recordingMs = 60_000;

/** The engine in a process of its own, adopted when it runs already and started when it does not, whenever it is missing. */
export async function openRemoteEngine(
  options: RemoteEngineOptions,
): Promise<MediaEngine & { readonly pid: () => number }> {
  const { folder, events } = options;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const socketPath = path.join(folder, "media.sock");
  let line: { readonly connection: MessageConnection; readonly pid: number } | undefined;
  let opening: Promise<MessageConnection> | undefined;
  let stopped = false;

  const connection = (): Promise<MessageConnection> => {
    if (line) return Promise.resolve(line.connection);
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  async function open(): Promise<MessageConnection> {
    const until = Date.now() + startMs;
    for (let attempt = 0; Date.now() < until; attempt++) {
      if (stopped) throw new MediaRefusal("the media engine is being stopped");
      const made = await greet();
      if (made) return made;
      // One that was just forsaken goes while we come: every few seconds another is started.
      if (attempt % 60 === 0) startProcess(socketPath, options);
      await pause(50);
    }
    throw new MediaRefusal("the media process does not start: see media.log in its folder");
  }

  /** A process that is dying still takes connections: only one that answers is there. */
  async function greet(): Promise<MessageConnection | undefined> {
    const socket = await tryConnect(socketPath);
    if (!socket) return undefined;
    const made = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    const isOver = new Promise<undefined>((resolve) => {
      const gone = () => {
        made.dispose();
        socket.destroy();
        resolve(undefined);
        lost(made);
      };
      made.onError(gone);
      made.onClose(gone);
      socket.on("error", gone);
    });
    hearNews(made, events);
    made.listen();
    const hello = made.sendRequest(requests.hello, {}).catch(() => undefined);
    const answer = await Promise.race([hello, isOver, pause(answerMs, undefined, { ref: false })]);
    if (!answer) {
      made.dispose();
      socket.destroy();
      return undefined;
    }
    line = { connection: made, pid: answer.pid };
    events.ready(answer.calls);
    return made;
  }

  function lost(made: MessageConnection): void {
    if (line?.connection !== made) return;
    line = undefined;
    if (stopped) return;
    events.lost();
    void comeBack();
  }

  /** Until it is there again, however long that takes; each command that comes meanwhile waits for the same attempt. */
  async function comeBack(): Promise<void> {
    while (!stopped && !line) await connection().catch(() => pause(1_000, undefined, { ref: false }));
  }

  async function ask<P, R>(request: RequestType<P, R, void>, params: P, withinMs = answerMs): Promise<R> {
    const made = await connection();
    const answer = made.sendRequest(request, params as never).catch((cause: unknown) => {
      throw new MediaRefusal(cause instanceof Error ? cause.message : "the media process does not answer", {
        cause,
      });
    });
    const late = pause(withinMs, undefined, { ref: false }).then(() => {
      throw new MediaRefusal("the media process does not answer");
    });
    return (await Promise.race([answer, late])) as R;
  }

  await connection();
  return {
    pid: () => line?.pid ?? 0,
    addWebLeg: (callId, legId, given) => ask(requests.addWebLeg, { callId, legId, options: given }),
    renegotiate: (callId, legId, offer) => ask(requests.renegotiate, { callId, legId, offer }),
    addPhoneLeg: (callId, legId) => ask(requests.addPhoneLeg, { callId, legId }),
    connectPhoneLeg: async (callId, legId, gatewayPort) =>
      void (await ask(requests.connectPhoneLeg, { callId, legId, gatewayPort })),
    removeLeg: async (callId, legId) => void (await ask(requests.removeLeg, { callId, legId })),
    setRouting: (callId, version, matrix, voices = {}) =>
      ask(requests.setRouting, { callId, version, matrix, voices }),
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
    async stop() {
      stopped = true;
      line?.connection.end();
      line?.connection.dispose();
    },
  };
}

function hearNews(line: MessageConnection, events: MediaEngineEvents): void {
  line.onNotification(news.legState, ({ callId, legId, state }) => events.legState(callId, legId, state));
  line.onNotification(news.key, ({ callId, legId, key }) => events.key?.(callId, legId, key));
  line.onNotification(news.levels, ({ callId, levels }) => events.levels?.(callId, levels));
  line.onNotification(news.leftOut, ({ callId, legId, leftOut }) => events.leftOut?.(callId, legId, leftOut));
  line.onNotification(news.recordingFailed, ({ callId, reason }) => events.recordingFailed?.(callId, reason));
}

/** A process that outlives us: a killed server must not take its calls along. */
function startProcess(
  socketPath: string,
  { folder, address, ports, forsakenMs = 60_000 }: RemoteEngineOptions,
): void {
  const start: MediaProcessStart = { socketPath, address, ports: [...ports], forsakenMs };
  // A file, not a pipe: whoever writes to a pipe whose reader was killed is killed too.
  const log = openSync(path.join(folder, "media.log"), "a", 0o600);
  try {
    const main = fileURLToPath(new URL("./main.ts", import.meta.url));
    const child = spawn(process.execPath, [main, JSON.stringify(start)], {
      detached: true,
      stdio: ["ignore", log, log],
      windowsHide: true,
    });
    child.on("error", () => {});
    child.unref();
  } finally {
    closeSync(log);
  }
}
