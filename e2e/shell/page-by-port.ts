type Reply = {
  id?: number;
  result?: { result?: { value?: unknown }; exceptionDetails?: { text: string }; data?: string };
};

/**
 * The page of an app that was started with a debugging port, by Chromium's own protocol. Playwright cannot attach to a
 * package whose fuses are set: its way in is the Node inspector.
 */
export async function pageByPort(listening: string) {
  const { host } = new URL(listening);
  const targets = (await (await fetch(`http://${host}/json/list`)).json()) as {
    type: string;
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const target = targets.find(({ type, url }) => type === "page" && url.startsWith("app://"));
  if (!target) return undefined;
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("the debugging port refused us"));
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  socket.onmessage = ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  };
  let last = 0;
  const send = (method: string, params: object): Promise<Reply> =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });

  return {
    async evaluate<T>(expression: string): Promise<T> {
      const { result } = await send("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (result?.exceptionDetails) throw new Error(result.exceptionDetails.text);
      return result?.result?.value as T;
    },
    async screenshot(): Promise<Buffer> {
      const { result } = await send("Page.captureScreenshot", { format: "png" });
      return Buffer.from(result?.data ?? "", "base64");
    },
    close: () => socket.close(),
  };
}
