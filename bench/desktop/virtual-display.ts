import { spawn } from "node:child_process";

export interface VirtualDisplay {
  readonly name: string;
  stop(): void;
}

/** An X server of the benchmark's own, so that nobody's windows are measured along. */
export async function openVirtualDisplay(): Promise<VirtualDisplay> {
  const child = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-noreset"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  process.once("exit", () => child.kill());
  const number = await new Promise<string>((done, failed) => {
    child.once("error", () => failed(new Error("Xvfb is not here: apt-get install xvfb")));
    child.once("exit", () => failed(new Error("Xvfb did not start")));
    child.stdio[3]?.once("data", (bytes: Buffer) => done(String(bytes).trim()));
  });
  return { name: `:${number}`, stop: () => void child.kill() };
}
