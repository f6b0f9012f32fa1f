import { chmodSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-jsonrpc/node";
import type { EmbeddedEngine } from "../embedded/embedded-engine.ts";
import type { MediaEngineEvents } from "../media-engine.ts";
import { legStateNews, requests } from "./protocol.ts";

interface ServeOptions {
  /** A path in a folder that only our own user may enter; who can open it may command the engine. */
  readonly socketPath: string;
  readonly createEngine: (events: MediaEngineEvents) => EmbeddedEngine;
  /** Nobody has been connected and there was no call for this long. */
  readonly onForsaken: () => void;
  readonly forsakenMs: number;
}

/** Answers servers on a local socket. Calls go on while none is connected: a server that restarts finds them again. */
export function serveEngine({ socketPath, createEngine, onForsaken, forsakenMs }: ServeOptions) {
  const servers = new Set<MessageConnection>();
  const engine = createEngine({
    legState: (callId, legId, state) => {
      for (const server of servers)
        void server.sendNotification(legStateNews, { callId, legId, state }).catch(() => {});
    },
  });

  let forsaken: NodeJS.Timeout | undefined;
  function watch(): void {
    clearTimeout(forsaken);
    if (servers.size > 0) return;
    forsaken = setTimeout(() => (engine.calls().length > 0 ? watch() : onForsaken()), forsakenMs);
  }

  function attend(socket: Socket): void {
    const server = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    server.onRequest(requests.hello, () => ({ pid: process.pid, calls: engine.calls() }));
    server.onRequest(requests.addWebLeg, ({ callId, legId, options }) =>
      engine.addWebLeg(callId, legId, options),
    );
    server.onRequest(requests.renegotiate, ({ callId, legId, offer }) =>
      engine.renegotiate(callId, legId, offer),
    );
    server.onRequest(requests.removeLeg, ({ callId, legId }) =>
      engine.removeLeg(callId, legId).then(() => null),
    );
    server.onRequest(requests.setRouting, ({ callId, version, matrix }) =>
      engine.setRouting(callId, version, matrix),
    );
    server.onRequest(requests.endCall, ({ callId }) => engine.endCall(callId).then(() => null));
    server.onRequest(requests.stats, ({ callId }) => engine.stats(callId));
    server.onError(() => server.dispose());
    const gone = () => {
      servers.delete(server);
      watch();
    };
    server.onClose(gone);
    socket.on("error", gone);
    servers.add(server);
    watch();
    server.listen();
  }

  const door = createServer(attend);
  watch();
  return {
    async listen(): Promise<void> {
      rmSync(socketPath, { force: true });
      await new Promise<void>((resolve, reject) => {
        door.once("error", reject);
        door.listen(socketPath, resolve);
      });
      chmodSync(socketPath, 0o600);
    },
    async stop(): Promise<void> {
      clearTimeout(forsaken);
      door.close();
      for (const server of servers) server.end();
      await engine.stop();
    },
  };
}
