import type { Namespace, Socket } from "socket.io";
import type { Commands, Welcome } from "#shared/contract/socket.ts";
import { AppError, toWireError } from "#shared/errors/app-error.ts";
import { foreseen } from "../message-store/retry.ts";
import { answerCommand, type Gates } from "./commands.ts";

type AnySpace = Namespace;
type AnySocket = Socket;

/** What every kind of caller can do on his connection. */
export interface Connected {
  readonly connectionId: string;
  join(room: string): void;
  leave(room: string): void;
}

export interface SpaceOptions<Call extends Connected> {
  readonly space: AnySpace;
  readonly commands: Commands;
  readonly handlers: Readonly<Record<string, (call: Call, input: never) => Promise<unknown>>>;
  readonly callOf: (socket: AnySocket, connected: Connected) => Call;
  readonly gates: Gates<Call>;
  /** Joins rooms; the welcome follows, so that whoever is welcomed misses nothing. */
  readonly onOpen: (call: Call) => Promise<void>;
  readonly onGone?: (call: Call) => Promise<void>;
  readonly welcome: (connectionId: string) => Promise<Welcome>;
}

/** Refuses a connection in the same words as a command. */
export function refuseConnection(
  next: (error?: Error) => void,
  thrown: unknown,
  onBug: (error: unknown) => void,
): void {
  const error = foreseen(thrown);
  if (!(error instanceof AppError)) onBug(error);
  const wire = toWireError(error);
  next(Object.assign(new Error(wire.code), { data: wire }));
}

/** Answers the commands of one namespace. Throws at the start when a declared command has no handler. */
export function serveSpace<Call extends Connected>(options: SpaceOptions<Call>): void {
  const { space, commands, handlers, callOf, gates, onOpen, onGone, welcome } = options;
  for (const name of Object.keys(commands)) {
    if (!handlers[name]) throw new Error(`the socket command ${name} is declared, but nothing answers it`);
  }

  space.on("connection", (socket) => {
    const call = callOf(socket, {
      connectionId: socket.id,
      join: (room) => void socket.join(room),
      leave: (room) => void socket.leave(room),
    });
    for (const [name, command] of Object.entries(commands)) {
      const handler = handlers[name] as (call: Call, input: never) => Promise<unknown>;
      socket.on(name, (input: unknown, ack: unknown) => {
        if (typeof ack !== "function") return;
        void answerCommand(name, command, handler, call, input, gates).then((answer) => ack(answer));
      });
    }
    if (onGone)
      socket.on(
        "disconnect",
        () => void onGone(call).catch((error: unknown) => gates.onBug("disconnect", error)),
      );
    onOpen(call)
      .then(async () => socket.emit("welcome", await welcome(socket.id)))
      .catch((error: unknown) => {
        gates.onBug("connection", error);
        socket.disconnect(true);
      });
  });
}
