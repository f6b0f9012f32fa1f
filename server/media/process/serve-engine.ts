import { createServer } from "node:net";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type { EmbeddedEngine } from "../embedded/embedded-engine.ts";
import type { MediaEngineEvents } from "../media-engine.ts";
import { attendServers } from "./attend-servers.ts";
import { fileAt, openDoor } from "./door.ts";
import { news, requests } from "./protocol.ts";

interface ServeOptions {
  /** A path in a folder that only our own user may enter; who can open it may command the engine. */
  readonly socketPath: string;
  readonly createEngine: (events: MediaEngineEvents) => EmbeddedEngine;
  /** No server has been connected for this long, and nothing came from anybody in a call. */
  readonly onForsaken: () => void;
  readonly forsakenMs: number;
}

/** A line for each command of the engine. */
function answer(server: MessageConnection, engine: EmbeddedEngine): void {
  server.onRequest(requests.hello, () => ({ pid: process.pid, calls: engine.calls() }));
  server.onRequest(requests.addWebLeg, ({ callId, legId, options }) =>
    engine.addWebLeg(callId, legId, options),
  );
  server.onRequest(requests.renegotiate, ({ callId, legId, offer }) =>
    engine.renegotiate(callId, legId, offer),
  );
  server.onRequest(requests.addPhoneLeg, ({ callId, legId }) => engine.addPhoneLeg(callId, legId));
  server.onRequest(requests.connectPhoneLeg, ({ callId, legId, gatewayPort }) =>
    engine.connectPhoneLeg(callId, legId, gatewayPort).then(() => null),
  );
  server.onRequest(requests.removeLeg, ({ callId, legId }) =>
    engine.removeLeg(callId, legId).then(() => null),
  );
  server.onRequest(requests.setRouting, ({ callId, version, matrix, voices, pictures }) =>
    engine.setRouting(callId, version, matrix, voices, pictures),
  );
  server.onRequest(requests.play, ({ callId, legId, sound }) =>
    engine.play(callId, legId, sound).then(() => null),
  );
  server.onRequest(requests.stopPlaying, ({ callId, legId }) =>
    engine.stopPlaying(callId, legId).then(() => null),
  );
  server.onRequest(requests.startRecording, ({ callId, folder }) =>
    engine.startRecording(callId, { folder }).then(() => null),
  );
  server.onRequest(requests.pauseRecording, ({ callId }) => engine.pauseRecording(callId).then(() => null));
  server.onRequest(requests.resumeRecording, ({ callId }) => engine.resumeRecording(callId).then(() => null));
  server.onRequest(requests.stopRecording, ({ callId }) => engine.stopRecording(callId));
  server.onRequest(requests.endCall, ({ callId }) => engine.endCall(callId).then(() => null));
  server.onRequest(requests.watchLevels, ({ callId, on }) => engine.watchLevels(callId, on).then(() => null));
  server.onRequest(requests.states, () => engine.states());
  server.onRequest(requests.stats, ({ callId }) => engine.stats(callId));
}

/** Answers servers on a local socket. Calls go on while none is connected: a server that restarts finds them again. */
export function serveEngine({ socketPath, createEngine, onForsaken, forsakenMs }: ServeOptions) {
  const servers = attendServers({
    answer: (server) => answer(server, engine),
    socketPath,
    isNeeded: () => engine.isTalking(forsakenMs),
    onForsaken,
    forsakenMs,
  });
  const { tellAll } = servers;
  const engine = createEngine({
    legState: (callId, legId, state) => tellAll(news.legState, { callId, legId, state }),
    key: (callId, legId, key) => tellAll(news.key, { callId, legId, key }),
    levels: (callId, levels) => tellAll(news.levels, { callId, levels }),
    leftOut: (callId, legId, leftOut) => tellAll(news.leftOut, { callId, legId, leftOut }),
    recordingFailed: (callId, reason) => tellAll(news.recordingFailed, { callId, reason }),
  });

  const door = createServer(servers.attend);
  let ours: number | undefined;
  /** Two that were started at once: the later one has the door, and the other is reached by nobody any more. */
  const doorWatch = setInterval(() => {
    if (ours !== undefined && fileAt(socketPath) !== ours && !engine.isTalking(forsakenMs)) onForsaken();
  }, 1_000);
  doorWatch.unref();

  return {
    /** False when another engine answers there already. */
    async listen(): Promise<boolean> {
      if (!(await openDoor(door, socketPath))) return false;
      ours = fileAt(socketPath);
      servers.watch();
      return true;
    },
    async stop(): Promise<void> {
      clearInterval(doorWatch);
      door.close();
      servers.stop();
      await engine.stop();
    },
  };
}
