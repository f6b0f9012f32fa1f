import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  createMessageConnection,
  type MessageConnection,
  type RequestType,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-jsonrpc/node";
import { MediaRefusal } from "../media-engine.ts";
import { tryConnect } from "./door.ts";

interface RemoteProcessOptions<Hello> {
  /** Holds the socket and the log; made with rights for our own user alone. */
  readonly folder: string;
  /** What its socket and its log are called, and it in a log: "media". */
  readonly name: string;
  /** The file that is started, with what it is given as JSON. */
  readonly main: URL;
  readonly given: (socketPath: string) => unknown;
  /** Listens to its news, before anything is asked. */
  readonly hear: (line: MessageConnection) => void;
  /** The first thing that is asked: only a process that answers is there. */
  readonly greet: (line: MessageConnection) => Promise<Hello>;
  /** A process answers. */
  readonly ready: (hello: Hello, line: MessageConnection) => void;
  /** The process is gone; a new one is being started. */
  readonly lost: () => void;
}

const startMs = 20_000;
/** Answers are a matter of milliseconds; setting a leg up takes a few hundred. */
const answerMs = 5_000;

/**
 * A process of ours that outlives its server: adopted when it runs already and started when it does not, whenever it is
 * missing.
 */
export async function openRemoteProcess<Hello extends { readonly pid: number }>(
  options: RemoteProcessOptions<Hello>,
) {
  const { folder, name } = options;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  const socketPath = path.join(folder, `${name}.sock`);
  let line: { readonly connection: MessageConnection; readonly pid: number } | undefined;
  let opening: Promise<MessageConnection> | undefined;
  let stopped = false;

  const connection = (): Promise<MessageConnection> => {
    if (line) return Promise.resolve(line.connection);
    opening ??= open().finally(() => {
      opening = undefined;
    });
    return opening;
  };

  async function open(): Promise<MessageConnection> {
    const until = Date.now() + startMs;
    let started: ChildProcess | undefined;
    for (let attempt = 0; Date.now() < until; attempt++) {
      if (stopped) throw new MediaRefusal(`the ${name} process is being stopped`);
      const made = await greet();
      if (made) return made;
      // One that was just forsaken goes while we come, and ours gave way to it. Two that start at once would both have a door.
      const isStarting = started && started.exitCode === null && started.signalCode === null;
      if (attempt % 10 === 0 && !isStarting) started = startProcess(options, socketPath);
      await pause(50);
    }
    throw new MediaRefusal(`the ${name} process does not start: see ${name}.log in its folder`);
  }

  /** A process that is dying still takes connections: only one that answers is there. */
  async function greet(): Promise<MessageConnection | undefined> {
    const socket = await tryConnect(socketPath);
    if (!socket) return undefined;
    const made = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    const isOver = new Promise<undefined>((resolve) => {
      const gone = () => {
        made.dispose();
        socket.destroy();
        resolve(undefined);
        lost(made);
      };
      made.onError(gone);
      made.onClose(gone);
      socket.on("error", gone);
    });
    options.hear(made);
    made.listen();
    const hello = options.greet(made).catch(() => undefined);
    const answer = await Promise.race([hello, isOver, pause(answerMs, undefined, { ref: false })]);
    if (!answer) {
      made.dispose();
      socket.destroy();
      return undefined;
    }
    line = { connection: made, pid: answer.pid };
    options.ready(answer, made);
    return made;
  }

  function lost(made: MessageConnection): void {
    if (line?.connection !== made) return;
    line = undefined;
    if (stopped) return;
    options.lost();
    void comeBack();
  }

  /** Until it is there again, however long that takes; each command that comes meanwhile waits for the same attempt. */
  async function comeBack(): Promise<void> {
    while (!stopped && !line) await connection().catch(() => pause(1_000, undefined, { ref: false }));
  }

  const mute = () => new MediaRefusal(`the ${name} process does not answer`);
  await connection();
  return {
    pid: (): number => line?.pid ?? 0,
    /** @throws MediaRefusal when it refuses, or does not answer in time (ms). */
    async ask<P, R>(request: RequestType<P, R, void>, params: P, withinMs = answerMs): Promise<R> {
      const made = await connection();
      const answer = made.sendRequest(request, params as never).catch((cause: unknown) => {
        throw cause instanceof Error ? new MediaRefusal(cause.message, { cause }) : mute();
      });
      const late = pause(withinMs, undefined, { ref: false }).then(() => {
        throw mute();
      });
      return (await Promise.race([answer, late])) as R;
    },
    /** It may go from now on: no other is started in its place. */
    mayGo(): void {
      stopped = true;
    },
    /** Lets go of it; what it does goes on, and the next server finds it. */
    stop(): void {
      stopped = true;
      line?.connection.end();
      line?.connection.dispose();
    },
  };
}

/** A killed server must not take its calls along. */
function startProcess<Hello>(
  { folder, name, main, given }: RemoteProcessOptions<Hello>,
  socketPath: string,
): ChildProcess {
  // A file, not a pipe: whoever writes to a pipe whose reader was killed is killed too.
  const log = openSync(path.join(folder, `${name}.log`), "a", 0o600);
  try {
    const child = spawn(process.execPath, [fileURLToPath(main), JSON.stringify(given(socketPath))], {
      detached: true,
      stdio: ["ignore", log, log],
      windowsHide: true,
    });
    child.on("error", () => {});
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}
