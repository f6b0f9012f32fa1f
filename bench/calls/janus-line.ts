import { randomUUID } from "node:crypto";

/** What Janus says: an answer to one of ours, or an event of a handle. */
interface Said {
  readonly janus: string;
  readonly transaction?: string;
  readonly sender?: number;
  readonly data?: { readonly id: number };
  readonly error?: { readonly reason: string };
  readonly jsep?: { readonly type: string; readonly sdp: string };
  readonly plugindata?: { readonly data: { readonly error?: string } };
}

/** One handle: a publisher's or a subscriber's connection. */
export interface Handle {
  /** Asks the plugin; an answer with an SDP of its own comes with it. */
  ask(body: object, sdp?: { readonly type: "offer" | "answer"; readonly sdp: string }): Promise<Said>;
  /** Resolves when its media is connected. */
  isUp(): Promise<void>;
}

const withinMs = 20_000;
const keepAliveMs = 20_000;

function late<T>(what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Janus: ${what} took too long`)), withinMs);
  });
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

/** Janus's own JSON over a web socket: a session, and handles of the video room in it. */
export async function openJanusLine(url: string) {
  const socket = new WebSocket(url, "janus-protocol");
  const waiting = new Map<string, (said: Said) => void>();
  const up = new Map<number, () => void>();
  socket.addEventListener("message", ({ data }) => {
    const said = JSON.parse(String(data)) as Said;
    if (said.janus === "webrtcup" && said.sender) up.get(said.sender)?.();
    // An acknowledgement only says that the answer comes later.
    if (said.janus === "ack" || !said.transaction) return;
    waiting.get(said.transaction)?.(said);
    waiting.delete(said.transaction);
  });
  await late(
    "the connection",
    new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve());
      socket.addEventListener("error", () => reject(new Error("Janus does not answer")));
    }),
  );

  async function send(message: { readonly janus: string; readonly [name: string]: unknown }): Promise<Said> {
    const transaction = randomUUID();
    const answer = new Promise<Said>((resolve) => waiting.set(transaction, resolve));
    socket.send(JSON.stringify({ ...message, transaction }));
    const said = await late(message.janus, answer);
    const refused = said.error?.reason ?? said.plugindata?.data.error;
    if (refused) throw new Error(`Janus refused ${message.janus}: ${refused}`);
    return said;
  }

  const session_id = (await send({ janus: "create" })).data?.id;
  const alive = setInterval(() => void send({ janus: "keepalive", session_id }).catch(() => {}), keepAliveMs);
  return {
    async attach(): Promise<Handle> {
      const said = await send({ janus: "attach", session_id, plugin: "janus.plugin.videoroom" });
      const handle_id = said.data?.id ?? 0;
      const { promise, resolve } = Promise.withResolvers<void>();
      up.set(handle_id, resolve);
      return {
        ask: (body, jsep) => send({ janus: "message", session_id, handle_id, body, ...(jsep && { jsep }) }),
        isUp: () => late("the media", promise),
      };
    },
    close() {
      clearInterval(alive);
      socket.close();
    },
  };
}
