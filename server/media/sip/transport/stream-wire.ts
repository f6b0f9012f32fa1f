import { connect as connectTcp, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { connect as connectTls, createServer as createTlsServer, type SecureContextOptions } from "node:tls";
import type { SipSource, SipTarget } from "../text/via.ts";
import { createFrames } from "./stream-frames.ts";
import { plainAddress, type Wire, type WireOptions } from "./wire.ts";

export interface TlsOptions extends Pick<SecureContextOptions, "key" | "cert" | "ca"> {
  /** Whose certificate is accepted when we connect. Off only where the network itself is trusted. */
  readonly verify: boolean;
}

interface StreamOptions extends WireOptions {
  /** Absent: plain TCP. */
  readonly tls?: TlsOptions;
  readonly maxConnections?: number;
  /** Longer than the keepalive of phones (RFC 5626: two minutes and more). */
  readonly idleMs?: number;
}

const connectMs = 5_000;
const pongBytes = Buffer.from("\r\n");
const keyOf = ({ address, port }: SipTarget) => `${address} ${port}`;

/** SIP over connections, TCP or TLS: one to each peer, whoever opened it, used for both directions (RFC 5923). */
export async function openStreamWire(options: StreamOptions): Promise<Wire> {
  const { address, port, receive, admit, note, tls, maxConnections = 500, idleMs = 600_000 } = options;
  const protocol = tls ? "TLS" : "TCP";
  const connections = new Map<string, Socket>();
  const opening = new Map<string, Promise<Socket>>();

  function attend(socket: Socket, peer: SipTarget): void {
    const from: SipSource = { protocol, ...peer };
    const frames = createFrames();
    connections.set(keyOf(peer), socket);
    socket.setNoDelay(true);
    socket.setTimeout(idleMs, () => socket.destroy());
    socket.on("error", (error) => note("sip.connection_error", { ...peer, message: error.message }));
    socket.on("close", () => {
      if (connections.get(keyOf(peer)) === socket) connections.delete(keyOf(peer));
    });
    socket.on("data", (bytes: Buffer) => {
      try {
        const { messages, pings } = frames.push(bytes);
        if (pings > 0) socket.write(pongBytes);
        for (const message of messages) if (admit(from)) receive(message, from);
      } catch (error) {
        note("sip.broken_stream", { ...peer, message: String(error) });
        socket.destroy();
      }
    });
  }

  function welcome(socket: Socket): void {
    const peer = { address: plainAddress(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
    if (peer.port === 0 || !admit({ protocol, ...peer })) {
      socket.on("error", () => {});
      socket.destroy();
    } else attend(socket, peer);
  }

  function open(to: SipTarget): Promise<Socket> {
    const known = opening.get(keyOf(to));
    if (known) return known;
    const opened = new Promise<Socket>((resolve, reject) => {
      const where = { host: to.address, port: to.port };
      const socket = tls
        ? connectTls({ ...where, ...tls, rejectUnauthorized: tls.verify })
        : connectTcp(where);
      const late = setTimeout(() => socket.destroy(new Error("no answer")), connectMs);
      socket.once("error", reject);
      socket.once("close", () => clearTimeout(late));
      socket.once(tls ? "secureConnect" : "connect", () => {
        clearTimeout(late);
        socket.removeListener("error", reject);
        attend(socket, to);
        resolve(socket);
      });
    }).finally(() => opening.delete(keyOf(to)));
    opening.set(keyOf(to), opened);
    return opened;
  }

  const server: Server = tls
    ? createTlsServer({ ...tls, handshakeTimeout: connectMs }, welcome)
    : createTcpServer(welcome);
  server.maxConnections = maxConnections;
  server.on("tlsClientError", (error: Error) => note("sip.tls_refused", { message: error.message }));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => resolve());
  });
  server.removeAllListeners("error");
  server.on("error", (error) => note("sip.listen_error", { message: error.message }));
  const bound = server.address();

  return {
    protocol,
    port: typeof bound === "object" && bound ? bound.port : port,
    async send(message, to) {
      const there = connections.get(keyOf(to));
      const socket = there && !there.destroyed ? there : await open(to);
      await new Promise<void>((resolve, reject) => {
        socket.write(message, (error) => (error ? reject(error) : resolve()));
      });
    },
    close() {
      for (const socket of connections.values()) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
