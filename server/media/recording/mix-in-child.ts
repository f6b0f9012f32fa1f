import { execFile } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MediaRefusal } from "../media-engine.ts";
import type { Mixed, MixRequest } from "./mix-recording.ts";

/** An hour of a call is done in a minute or two; one that is not done by then never will be. */
const timeout = 30 * 60_000;

/** `mixRecording` in a process of its own that gives way to everything else. Throws `MediaRefusal`. */
export async function mixInChild(request: MixRequest, signal?: AbortSignal): Promise<Mixed> {
  const main = fileURLToPath(new URL("./mix-main.ts", import.meta.url));
  try {
    const running = promisify(execFile)(process.execPath, [main, JSON.stringify(request)], {
      timeout,
      ...(signal && { signal }),
      windowsHide: true,
    });
    const { pid } = running.child;
    try {
      if (pid) setPriority(pid, 10);
    } catch {
      // It is done already, or may not be moved: it runs as it is.
    }
    const { stdout } = await running;
    return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  } catch (cause) {
    throw new MediaRefusal("the recording could not be mixed", { cause });
  }
}
