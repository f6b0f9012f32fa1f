import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
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
import type { MediaProcessStart } from "./main.ts";
import { type LegStateNews, legStateNews, requests } from "./protocol.ts";

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

const startMs = 10_000;

/** The engine in a process of its own, adopted when it runs already and started when it does not, whenever it is missing. */
export async function openRemoteEngine(
  options: RemoteEngineOptions,
): Promise<MediaEngine & { readonly pid: () => number }> {
  const { folder, events } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
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
    let socket = await tryConnect(socketPath);
    if (!socket) startProcess(socketPath, options);
    while (!socket) {
      if (stopped) throw new MediaRefusal("the media engine is being stopped");
      if (Date.now() > until) throw new MediaRefusal("the media process does not start");
      await pause(50);
      socket = await tryConnect(socketPath);
    }
    const made = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    made.onNotification(legStateNews, (news: LegStateNews) =>
      events.legState(news.callId, news.legId, news.state),
    );
    made.onError(() => made.dispose());
    made.onClose(() => lost(made));
    made.listen();
    const { pid, calls } = await made.sendRequest(requests.hello, {});
    line = { connection: made, pid };
    events.ready(calls);
    return made;
  }

  function lost(made: MessageConnection): void {
    if (line?.connection !== made) return;
    line = undefined;
    if (stopped) return;
    events.lost();
    void connection().catch(() => {});
  }

  async function ask<P, R>(request: RequestType<P, R, void>, params: P): Promise<R> {
    const made = await connection();
    try {
      return await made.sendRequest(request, params as never);
    } catch (cause) {
      throw new MediaRefusal(cause instanceof Error ? cause.message : "the media process does not answer", {
        cause,
      });
    }
  }

  await connection();
  return {
    pid: () => line?.pid ?? 0,
    addWebLeg: (callId, legId, given) => ask(requests.addWebLeg, { callId, legId, options: given }),
    renegotiate: (callId, legId, offer) => ask(requests.renegotiate, { callId, legId, offer }),
    removeLeg: async (callId, legId) => void (await ask(requests.removeLeg, { callId, legId })),
    setRouting: (callId, version, matrix) => ask(requests.setRouting, { callId, version, matrix }),
    endCall: async (callId) => void (await ask(requests.endCall, { callId })),
    stats: (callId) => ask(requests.stats, { callId }),
    /** Lets go of it; its calls go on, and the next server finds them. */
    async stop() {
      stopped = true;
      line?.connection.end();
      line?.connection.dispose();
    },
  };
}

const tryConnect = (socketPath: string): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = createConnection(socketPath);
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });

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
