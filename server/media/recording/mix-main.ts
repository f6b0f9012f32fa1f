import * as z from "zod";
import { mixRecording } from "./mix-recording.ts";

/** The process that mixes one recording: `node mix-main.ts '{"folder": …, "into": …}'`; its last line is what it made. */
const Request = z.strictObject({ folder: z.string().min(1), into: z.string().min(1) });

console.info(JSON.stringify(await mixRecording(Request.parse(JSON.parse(process.argv[2] ?? "{}")))));
