import { createSocket } from "node:dgram";

const open = () =>
  new Promise<ReturnType<typeof createSocket>>((resolve) => {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1", () => resolve(socket));
  });

/**
 * A way through a network of its own between a client and the engine: the engine sees the way's address, and when it is
 * cut nothing goes through any more.
 */
export async function openTestingWay(answer: string) {
  const engine = /a=candidate:\S+ \d+ udp \d+ [\d.]+ (\d+) /i.exec(answer)?.[1];
  const [near, far] = [await open(), await open()];
  let client: number | undefined;
  near.on("message", (bytes, { port }) => {
    client = port;
    far.send(bytes, Number(engine), "127.0.0.1");
  });
  far.on("message", (bytes) => client && near.send(bytes, client, "127.0.0.1"));
  const others = /^a=candidate:.*\r?\n/gm;
  const way = `a=candidate:1 1 udp 2130706431 127.0.0.1 ${near.address().port} typ host\r\n`;
  return {
    /** The answer of the engine, as one who goes this way finds it. */
    answer: answer.replace(others, "").replace(/^a=ice-ufrag/gm, `${way}a=ice-ufrag`),
    cut(): void {
      near.close();
      far.close();
    },
  };
}
