import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";

/** No port of the range is free; the call cannot be taken. */
export class NoPortFree extends Error {
  override readonly name = "NoPortFree";
}

/** RTP has the even ports of a range (RFC 3550 11); begins where the last one ended, so that a port rests after use. */
export function createRtpPorts(address: string, [lowest, highest]: readonly [number, number]) {
  const first = lowest + (lowest % 2);
  const count = Math.floor((highest - first) / 2) + 1;
  let next = 0;

  function bind(port: number): Promise<Socket | undefined> {
    return new Promise((resolve) => {
      const socket = createSocket({ type: isIPv6(address) ? "udp6" : "udp4" });
      socket.once("error", () => {
        socket.close();
        resolve(undefined);
      });
      socket.bind(port, address, () => {
        socket.removeAllListeners("error");
        resolve(socket);
      });
    });
  }

  return {
    /** @throws NoPortFree */
    async open(): Promise<Socket> {
      for (let tried = 0; tried < count; tried++) {
        const port = first + 2 * next;
        next = (next + 1) % count;
        const socket = await bind(port);
        if (socket) return socket;
      }
      throw new NoPortFree(`${lowest} to ${highest}`);
    },
  };
}
export type RtpPorts = ReturnType<typeof createRtpPorts>;
