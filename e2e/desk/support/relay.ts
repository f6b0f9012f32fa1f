import { spawn } from "node:child_process";
import { createConnection } from "node:net";
import { expect } from "@playwright/test";

/** A relay as docs/deploying.md sets one up, on this machine, over TCP: Debian's coturn. */
export async function openRelay(secret: string, port: number) {
  const child = spawn(
    "turnserver",
    [
      ...["-n", "--no-cli", "--no-tls", "--no-dtls", "--allow-loopback-peers", "--fingerprint"],
      ...["--listening-ip=127.0.0.1", `--listening-port=${port}`, "--relay-ip=127.0.0.1"],
      ...[`--min-port=${port + 1}`, `--max-port=${port + 60}`, "--realm=sidetone"],
      ...["--use-auth-secret", `--static-auth-secret=${secret}`, "--log-file=stdout", "--verbose"],
      "--pidfile=/dev/null",
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  const answers = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, "127.0.0.1");
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("close", () => socket.destroy());
      socket.once("connect", () => socket.end());
    });
  await expect.poll(answers, { timeout: 20_000 }).toBe(true);
  return {
    url: `turn:127.0.0.1:${port}?transport=tcp`,
    /** How many ways were opened through it. */
    ways: () => said.split("ALLOCATE processed, success").length - 1,
    async close(): Promise<void> {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
