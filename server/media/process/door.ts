import { chmodSync, rmSync, statSync } from "node:fs";
import { createConnection, type Server, type Socket } from "node:net";

/** Connects to a local socket; undefined when nobody answers there. */
export const tryConnect = (socketPath: string): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = createConnection(socketPath);
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });

/**
 * Opens a door at a path where a process that was killed may have left its own. One that answers is left alone: false.
 */
export async function openDoor(door: Server, socketPath: string): Promise<boolean> {
  const answering = await tryConnect(socketPath);
  answering?.destroy();
  if (answering) return false;
  rmSync(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    door.once("error", reject);
    door.listen(socketPath, resolve);
  });
  chmodSync(socketPath, 0o600);
  return true;
}

/** Which file a path leads to now; undefined when to none. */
export const fileAt = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;
