import type { Socket } from "node:net";
import {
  createMessageConnection,
  type MessageConnection,
  type NotificationType,
  SocketMessageReader,
  SocketMessageWriter,
} from "vscode-jsonrpc/node";
import { fileAt } from "./door.ts";

interface AttendOptions {
  /** Answers the requests of one server that has come. */
  readonly answer: (server: MessageConnection) => void;
  /** Where servers come in. When it is another's by now, or its folder is deleted, none can ever come again. */
  readonly socketPath: string;
  /** There is something that goes on without a server. */
  readonly isNeeded: () => boolean;
  /** Nobody has been connected for this long, ms, and nothing was needed, or nobody can come any more. */
  readonly onForsaken: () => void;
  readonly forsakenMs: number;
  /** Called when somebody comes or goes; `alone`: nobody is there any more. */
  readonly changed?: (alone: boolean) => void;
}

/** A server that is just going away is told nothing; the process must not fall over it. */
async function tell<P>(server: MessageConnection, what: NotificationType<P>, given: P): Promise<void> {
  try {
    await server.sendNotification(what, given as never);
  } catch {
    // It asks for what stands when it is back.
  }
}

/** The servers that are connected to a process of ours, which outlives them, and goes when nobody needs it. */
export function attendServers({
  answer,
  socketPath,
  isNeeded,
  onForsaken,
  forsakenMs,
  changed,
}: AttendOptions) {
  const servers = new Set<MessageConnection>();
  let forsaken: NodeJS.Timeout | undefined;
  let ours: number | undefined;

  function wait(): void {
    clearTimeout(forsaken);
    if (servers.size > 0) return;
    forsaken = setTimeout(
      () => (isNeeded() && fileAt(socketPath) === ours ? wait() : onForsaken()),
      forsakenMs,
    );
  }

  function watch(): void {
    ours ??= fileAt(socketPath);
    wait();
    changed?.(servers.size === 0);
  }

  return {
    watch,
    isAlone: (): boolean => servers.size === 0,
    count: (): number => servers.size,
    tellAll<P>(what: NotificationType<P>, given: P): void {
      for (const server of servers) void tell(server, what, given);
    },
    attend(socket: Socket): void {
      const server = createMessageConnection(
        new SocketMessageReader(socket),
        new SocketMessageWriter(socket),
      );
      answer(server);
      const gone = () => {
        if (!servers.delete(server)) return;
        server.dispose();
        socket.destroy();
        watch();
      };
      server.onError(gone);
      server.onClose(gone);
      socket.on("error", gone);
      servers.add(server);
      watch();
      server.listen();
    },
    stop(): void {
      clearTimeout(forsaken);
      for (const server of servers) server.end();
    },
  };
}
