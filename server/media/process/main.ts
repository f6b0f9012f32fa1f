import * as z from "zod";
import { createEmbeddedEngine } from "../embedded/embedded-engine.ts";
import { serveEngine } from "./serve-engine.ts";

/** The media process: `node main.ts '{"socketPath": …}'`. Started by `startMediaProcess`, and by nobody else. */
const Start = z.strictObject({
  socketPath: z.string().min(1),
  address: z.string().min(1),
  ports: z.tuple([z.number().int(), z.number().int()]),
  forsakenMs: z.number().int().positive(),
});
export type MediaProcessStart = z.infer<typeof Start>;

const { socketPath, address, ports, forsakenMs } = Start.parse(JSON.parse(process.argv[2] ?? "{}"));
const door = serveEngine({
  socketPath,
  forsakenMs,
  createEngine: (events) => createEmbeddedEngine({ address: { address, ports }, events }),
  onForsaken: () => void leave(),
});

async function leave(): Promise<void> {
  await door.stop();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
// Ctrl-C in a terminal goes to the whole group: the calls outlive the server, so it is not for us.
process.on("SIGINT", () => {});
if (!(await door.listen())) await leave();
