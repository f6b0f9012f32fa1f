import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { type Room, roomCount, roomSize, welcomed, wire } from "./room.ts";

export interface Relay {
  readonly pid: number;
  readonly rooms: readonly Room[];
  stop(): void;
}

/** Starts the relay and connects everybody. */
export async function openRelay(): Promise<Relay> {
  const child: ChildProcess = fork("bench/messages/relay.ts", {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const { port } = await new Promise<{ port: number }>((done, failed) => {
    child.once("message", (message) => done(message as { port: number }));
    child.once("exit", () => failed(new Error("the relay did not start")));
  });
  const rooms: Room[] = [];
  for (let number = 0; number < roomCount; number++) {
    const conversationId = randomUUID();
    const sockets = await Promise.all(
      Array.from({ length: roomSize }, () =>
        welcomed(io(`http://127.0.0.1:${port}`, { ...wire, auth: { room: conversationId } })),
      ),
    );
    rooms.push({ conversationId, sockets, writers: sockets.slice(0, 2) });
  }
  return {
    pid: child.pid ?? 0,
    rooms,
    stop() {
      for (const { sockets } of rooms) for (const socket of sockets) socket.disconnect();
      child.disconnect();
    },
  };
}
