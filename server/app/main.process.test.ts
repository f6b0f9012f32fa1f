import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoPassword } from "#server/features/demo/index.ts";
import { freePort } from "#server/platform/db/embedded/address.ts";

interface Program {
  readonly process: ChildProcess;
  readonly said: { out: string; log: string };
  readonly ended: Promise<number | null>;
}

let dataDir: string;
let port: number;
const running: Program[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sidetone-main-"));
  port = await freePort();
});
afterEach(async () => {
  for (const program of running.splice(0)) {
    program.process.kill("SIGTERM");
    await program.ended;
  }
  await rm(dataDir, { recursive: true, force: true });
});

function run(env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, ["server/app/main.ts"], {
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", log: "" };
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.log += chunk;
  });
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const program = { process: child, said, ended };
  running.push(program);
  return program;
}

async function ready(env: Record<string, string> = {}): Promise<Program> {
  const program = run(env);
  await expect.poll(() => program.said.out, { timeout: 25_000 }).toContain("Sidetone is ready");
  return program;
}

const status = (path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.status,
    () => 0,
  );

const logOf = ({ said }: Program) =>
  said.log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { msg: string; pid?: number });

describe("the server as a program", () => {
  it.each([
    [{ PORT: "abc" }, "PORT"],
    [{ DATABASE_URL: "mysql://root@127.0.0.1/x" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, "DATABASE_URL"],
    [{ SIDETONE_SECRT: "x".repeat(40) }, "SIDETONE_SECRT"],
  ])("does not start with %j, and says why in one sentence", async (env, name) => {
    const program = run(env);
    expect(await program.ended).toBe(1);
    expect(program.said.log.trim().split("\n")).toHaveLength(1);
    expect(program.said.log).toContain(name);
    expect(program.said.out).toBe("");
  });

  it("makes the demo once, tells its accounts, and keeps everything over a restart", async () => {
    const first = await ready({ DEMO: "1" });
    expect(first.said.out).toContain("ana.souza@lumina.example");
    expect(first.said.log).toContain("demo workspace is made");
    const signIn = () =>
      fetch(`http://127.0.0.1:${port}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "ana.souza@lumina.example", password: demoPassword }),
      });
    const token = (await signIn()).headers.get("set-auth-token");
    first.process.kill("SIGTERM");
    expect(await first.ended).toBe(0);

    const second = await ready({ DEMO: "1" });
    expect(second.said.log).not.toContain("demo workspace is made");
    const me = await fetch(`http://127.0.0.1:${port}/api/v1/me`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(me.status).toBe(200);
    expect(await readdir(dataDir)).toContain("secret");
  });

  it("finishes a request that is under way when it is told to stop, and takes no new one", async () => {
    const program = await ready({ LOG_LEVEL: "info" });
    const body = JSON.stringify({ email: "nobody@shop.example", password: "some password" });
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    const closed = once(socket, "close");
    socket.write(
      `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    await sleep(300);
    const since = Date.now();
    program.process.kill("SIGTERM");
    await sleep(600);
    expect(await status("/health/ready")).not.toBe(200);
    socket.write(body.slice(10));
    await closed;
    expect(answer).toContain("auth.wrong_credentials");
    expect(await program.ended).toBe(0);
    expect(Date.now() - since).toBeLessThan(10_000);
    await expect.poll(() => logOf(program).at(-1)?.msg).toBe("server has stopped");
  });

  it("leaves at once when it is told a second time", async () => {
    const program = await ready();
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    // A request that never ends keeps the first stop waiting.
    socket.write(
      "POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
    );
    await sleep(300);
    program.process.kill("SIGTERM");
    await sleep(500);
    program.process.kill("SIGTERM");
    expect(await program.ended).toBe(1);
    socket.destroy();
  });

  it("outlives its database: not ready while it is gone, ready again when it is back", async () => {
    const program = await ready();
    const postmaster = logOf(program).find(({ msg }) => msg === "embedded database is ready")?.pid ?? 0;
    expect(await status("/health/ready")).toBe(200);
    process.kill(postmaster, "SIGKILL");
    await expect.poll(() => status("/health/ready"), { timeout: 5_000, interval: 20 }).toBe(503);
    expect(await status("/health/live")).toBe(200);
    await expect.poll(() => status("/health/ready"), { timeout: 25_000, interval: 200 }).toBe(200);
    expect(program.process.exitCode).toBeNull();
  });
});
