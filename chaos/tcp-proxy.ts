import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A line between a client and a server that can be disturbed. */
export interface TcpProxy {
  readonly port: number;
  /** Ends all connections politely (FIN). */
  cut(): void;
  /** Ends all connections rudely (RST). */
  reset(): void;
  /** From now on the present connections swallow every byte, and nobody is told: half-open. New ones work. */
  blackHole(): void;
  /** Each way of every connection is late by so much from now on. */
  delay(ms: number): void;
  close(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
  deaf: boolean;
}

/** Opens a proxy on a free port of this machine before a port of this machine. */
export async function createTcpProxy(targetPort: number): Promise<TcpProxy> {
  const lines = new Set<Line>();
  let late = 0;

  const forward = (line: Line, from: Socket, to: Socket) => {
    from.on("data", (bytes) => {
      if (line.deaf) return;
      if (late === 0) return void to.write(bytes);
      // Timers of equal length fire in the order they were set, so the bytes stay in order.
      setTimeout(() => line.deaf || to.destroyed || to.write(bytes), late);
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      // A dead line tells nobody: that is what makes it half-open.
      if (line.deaf && from === line.server) return;
      to.destroy();
      lines.delete(line);
    });
  };

  const listener: Server = createServer((client) => {
    const server = connect({ port: targetPort, host: "127.0.0.1", noDelay: true });
    client.setNoDelay(true);
    const line: Line = { client, server, deaf: false };
    lines.add(line);
    forward(line, client, server);
    forward(line, server, client);
  });
  const port = await listening(listener);

  return {
    port,
    cut: () => forEachLine(({ client, server }) => [client, server].forEach((end) => void end.end())),
    reset: () =>
      forEachLine(({ client, server }) => [client, server].forEach((end) => void end.resetAndDestroy())),
    blackHole: () =>
      forEachLine((line) => {
        line.deaf = true;
      }),
    delay(ms) {
      late = ms;
    },
    async close() {
      const closed = new Promise<void>((done) => listener.close(() => done()));
      forEachLine(({ client, server }) => [client, server].forEach((end) => void end.destroy()));
      await Promise.race([closed, sleep(1_000, undefined, { ref: false })]);
    },
  };

  function forEachLine(act: (line: Line) => void): void {
    for (const line of [...lines]) act(line);
  }
}

const listening = (server: Server): Promise<number> =>
  new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address ? address.port : 0);
    });
  });
