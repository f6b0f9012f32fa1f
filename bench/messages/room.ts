import type { Socket } from "socket.io-client";

/** Four connections around one conversation; those of `writers` may write. */
export interface Room {
  readonly conversationId: string;
  readonly sockets: readonly Socket[];
  readonly writers: readonly Socket[];
}

export const roomCount = 100;
export const roomSize = 4;

/** Resolves when the server has welcomed a socket. */
export const welcomed = (socket: Socket): Promise<Socket> =>
  new Promise((done, failed) => {
    socket.once("welcome", () => done(socket));
    socket.once("connect_error", failed);
  });

/** How every client of the benchmark connects, to either server. */
export const wire = {
  transports: ["websocket"] as string[],
  forceNew: true,
  reconnection: false,
};
