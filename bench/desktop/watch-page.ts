import { setTimeout as sleep } from "node:timers/promises";

const stepMs = 10;

interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

async function findPage(port: number, until: number): Promise<string> {
  while (Date.now() < until) {
    const targets = await fetch(`http://127.0.0.1:${port}/json/list`)
      .then((answer) => answer.json() as Promise<Target[]>)
      .catch(() => []);
    const page = targets.find(({ type }) => type === "page");
    if (page) return page.webSocketDebuggerUrl;
    await sleep(stepMs);
  }
  throw new Error("the app shows no page");
}

const opened = (address: string): Promise<WebSocket> =>
  new Promise((done, failed) => {
    const socket = new WebSocket(address);
    socket.onopen = () => done(socket);
    socket.onerror = () => failed(new Error("the page does not answer"));
  });

/** Resolves as soon as an expression is true in the app's page, over its debugging port. */
export async function pageShows(port: number, expression: string, patienceMs = 60_000): Promise<void> {
  const until = Date.now() + patienceMs;
  const socket = await opened(await findPage(port, until));
  try {
    for (let id = 1; Date.now() < until; id++) {
      const answer = new Promise<string>((done) => {
        socket.onmessage = ({ data }) => done(String(data));
      });
      socket.send(
        JSON.stringify({ id, method: "Runtime.evaluate", params: { expression, returnByValue: true } }),
      );
      const { result } = JSON.parse(await answer) as { result?: { result?: { value?: unknown } } };
      if (result?.result?.value === true) return;
      await sleep(stepMs);
    }
    throw new Error("the page never showed what was waited for");
  } finally {
    socket.close();
  }
}
