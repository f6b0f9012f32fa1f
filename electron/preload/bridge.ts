import type { CallReply } from "../../shared/bridge/desktop.ts";
import { callNames, newsNames } from "../../shared/bridge/names.ts";

type Listener = (event: unknown, payload: unknown) => void;
/** The part of Electron's ipcRenderer that the bridge uses; the page never gets hold of it. */
export type Ipc = {
  invoke(name: string, input: unknown): Promise<unknown>;
  on(name: string, listener: Listener): unknown;
  removeListener(name: string, listener: Listener): unknown;
};

const calls: ReadonlySet<string> = new Set(callNames);
const news: ReadonlySet<string> = new Set(newsNames);

/** Builds `window.desktop` from the list. No logic: what is asked and what is answered is checked in the main process. */
export const createBridge = (ipc: Ipc) => ({
  async call(name: string, input?: unknown): Promise<unknown> {
    if (!calls.has(name)) throw new Error("unknown_call");
    const reply = (await ipc.invoke(name, input)) as CallReply<unknown>;
    if (reply.ok) return reply.value;
    throw new Error(reply.code);
  },

  on(name: string, listener: (payload: unknown) => void): () => void {
    if (!news.has(name)) throw new Error("unknown_call");
    // The event object holds the sender, so it stays on this side.
    const listen: Listener = (_event, payload) => listener(payload);
    ipc.on(name, listen);
    return () => {
      ipc.removeListener(name, listen);
    };
  },
});
