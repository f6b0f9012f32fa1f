import { createServer, connect as dial, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

/** A server that says everything back. */
async function anEcho(): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  opened.push({
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  return (server.address() as { port: number }).port;
}

async function aLine(): Promise<{ proxy: TcpProxy; client: Socket; heard: () => string; gone: string[] }> {
  const proxy = await createTcpProxy(await anEcho());
  opened.push(proxy);
  const client = dial({ port: proxy.port, host: "127.0.0.1" });
  let heard = "";
  const gone: string[] = [];
  client.on("data", (bytes) => (heard += bytes));
  client.on("error", (error: NodeJS.ErrnoException) => gone.push(error.code ?? "error"));
  client.on("end", () => gone.push("FIN"));
  await new Promise<void>((done) => client.once("connect", done));
  opened.push({ close: () => client.destroy() });
  return { proxy, client, heard: () => heard, gone };
}

describe("the disturbed line", () => {
  it("carries bytes both ways while nobody disturbs it", async () => {
    const { client, heard } = await aLine();
    client.write("hello");
    await expect.poll(heard).toBe("hello");
  });

  it("ends politely when it is cut", async () => {
    const { proxy, client, heard, gone } = await aLine();
    client.write("a");
    await expect.poll(heard).toBe("a");
    proxy.cut();
    await expect.poll(() => gone).toContain("FIN");
  });

  it("ends rudely when it is reset", async () => {
    const { proxy, client, heard, gone } = await aLine();
    client.write("a");
    await expect.poll(heard).toBe("a");
    proxy.reset();
    await expect.poll(() => gone).toContain("ECONNRESET");
  });

  it("swallows everything and tells nobody when it is half-open, while new lines work", async () => {
    const { proxy, client, heard, gone } = await aLine();
    client.write("a");
    await expect.poll(heard).toBe("a");
    proxy.blackHole();
    client.write("b");
    await sleep(100);
    expect(heard()).toBe("a");
    expect(gone).toEqual([]);

    const fresh = dial({ port: proxy.port, host: "127.0.0.1" });
    opened.push({ close: () => fresh.destroy() });
    const answer = new Promise<string>((done) => fresh.once("data", (bytes) => done(String(bytes))));
    fresh.write("c");
    expect(await answer).toBe("c");
  });

  it("is late when it is delayed, and keeps the order", async () => {
    const { proxy, client, heard } = await aLine();
    proxy.delay(60);
    const began = performance.now();
    client.write("1");
    await sleep(5);
    client.write("2");
    await expect.poll(heard).toBe("12");
    expect(performance.now() - began).toBeGreaterThan(100);
  });
});
