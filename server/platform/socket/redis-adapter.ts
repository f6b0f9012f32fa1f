import { createAdapter } from "@socket.io/redis-streams-adapter";
import type { Logger } from "pino";
import { createClient } from "redis";

/**
 * Joins several server processes: what one tells its rooms, the others tell theirs. Redis carries news only; the
 * data is in PostgreSQL, so a flushed or absent Redis delays what is heard until the next catching up and loses
 * nothing.
 */
export async function openRedisAdapter(url: string, log: Logger) {
  const client = createClient({
    url,
    socket: { reconnectStrategy: (retries) => Math.min(2_000, 50 * 2 ** retries) },
  });
  client.on("error", (error: unknown) =>
    log.warn({ err: error }, "redis does not answer; it is tried again"),
  );
  await client.connect();
  return {
    adapter: createAdapter(client, { streamName: "sidetone", maxLen: 20_000 }),
    close: async (): Promise<void> => client.destroy(),
  };
}
