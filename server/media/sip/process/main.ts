import * as z from "zod";
import { serveGateway } from "./serve-gateway.ts";

/** The phone process: `node main.ts '{"socketPath": …}'`. Its lines and passwords come over the socket. */
const Start = z.strictObject({
  socketPath: z.string().min(1),
  forsakenMs: z.number().int().positive(),
});

export type PhoneProcessStart = z.infer<typeof Start>;

const { socketPath, forsakenMs } = Start.parse(JSON.parse(process.argv[2] ?? "{}"));
const door = serveGateway({
  socketPath,
  forsakenMs,
  onForsaken: () => void leave(),
  note: (what, about) => console.log(JSON.stringify({ at: new Date().toISOString(), what, ...about })),
});

async function leave(): Promise<void> {
  await door.stop();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
// Ctrl-C in a terminal goes to the whole group: the calls outlive the server, so it is not for us.
process.on("SIGINT", () => {});
if (!(await door.listen())) await leave();
