import type { Server as HttpServer, IncomingHttpHeaders } from "node:http";
import type { Logger } from "pino";
import { type DefaultEventsMap, type Namespace, Server, type ServerOptions, type Socket } from "socket.io";
import { type DeskNews, deskCommands, type VisitorNews, visitorCommands } from "#shared/contract/socket.ts";
import { DeviceId } from "#shared/contract/statuses.ts";
import { fail } from "#shared/errors/app-error.ts";
import { type Actor, can } from "#shared/permissions/can.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";
import { standingRefusal } from "#shared/permissions/standing.ts";
import type { Visitor } from "../http/request-context.ts";
import type { Handlers } from "./commands.ts";
import { createOtherServers } from "./other-servers.ts";
import { sameRights, whatChanged } from "./rights.ts";
import { rooms } from "./rooms.ts";
import { type Connected, refuseConnection, serveSpace } from "./serve-space.ts";
import type { EndReason, SessionUse, Standing } from "./standing.ts";

/** Largest frame, bytes. Files go over HTTP. */
const maxFrameBytes = 64 * 1024;

/** A staff member on one connection. */
export interface DeskCall extends Connected {
  /** Which installation it is, as it says itself; null: it does not say. */
  readonly deviceId: string | null;
  /** As he is now: a changed role counts from the next check on. */
  readonly actor: Actor;
}

/** A customer on one connection. */
export interface VisitorCall extends Connected {
  readonly visitor: Visitor;
}

export type DeskHandlers = Handlers<typeof deskCommands, DeskCall>;
export type VisitorHandlers = Handlers<typeof visitorCommands, VisitorCall>;

interface DeskData {
  actor: Actor;
  /** Where it comes from. */
  ip: string;
  deviceId: string | null;
}
interface VisitorData {
  visitor: Visitor;
}
export type DeskSpace = Namespace<DefaultEventsMap, DeskNews, DefaultEventsMap, DeskData>;
export type VisitorSpace = Namespace<DefaultEventsMap, VisitorNews, DefaultEventsMap, VisitorData>;

export interface SocketDeps {
  readonly http: HttpServer;
  readonly log: Logger;
  /** Page origins that may open sockets; clients without an Origin (no browser) pass. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Believe the `X-Forwarded-For` of the one proxy in front. */
  readonly trustProxy: boolean;
  readonly resolveActor: (headers: IncomingHttpHeaders, ip: string) => Promise<Actor | null>;
  readonly visitorOf: (token: string) => Promise<Visitor | null>;
  /** What became of the sessions of open connections, in their order: the person as he is now, or why it is over. */
  readonly standings: (uses: readonly SessionUse[]) => Promise<readonly Standing[]>;
  /** Told of every command that a person gives, so that his session does not count as idle. */
  readonly used: (sessionId: string) => void;
  /** Throws `request.rate_limited`. */
  readonly count: (who: string, command: string) => Promise<void> | void;
  /** Joins several server processes; without it this one is alone. */
  readonly adapter?: ServerOptions["adapter"] | undefined;
  /** The epoch of the database: cursors from another one are worthless. */
  readonly epoch: () => Promise<string>;
}

/** What features hang on connections. */
export interface SocketHooks {
  readonly desk: DeskHandlers;
  readonly visitor: VisitorHandlers;
  readonly onDesk: (call: DeskCall) => Promise<void>;
  readonly onDeskGone: (call: DeskCall) => Promise<void>;
  readonly onVisitor: (call: VisitorCall) => Promise<void>;
}

/** Commands that a desk gives by itself. */
const automatic: readonly string[] = ["ping", "presence.beat", "desk.snapshot"];

/** How often open sockets are checked against their sessions. A revoked one is gone within 5 s. */
const checkMs = 2_500;

function openServer({ http, isAllowedOrigin, adapter }: SocketDeps): Server {
  return new Server(http, {
    ...(adapter && { adapter }),
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: maxFrameBytes,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    // Who has not said who he is by then is no client of ours.
    connectTimeout: 5_000,
    allowRequest: ({ headers: { origin } }, decide) => {
      const allowed = !origin || isAllowedOrigin(origin);
      decide(allowed ? null : "origin.not_allowed", allowed);
    },
  });
}

function admitDesk(desk: DeskSpace, { resolveActor, log, trustProxy }: SocketDeps): void {
  desk.use((socket, next) => {
    const { address, headers } = socket.handshake;
    const forwarded = trustProxy
      ? String(headers["x-forwarded-for"] ?? "")
          .split(",")
          .at(-1)
          ?.trim()
      : "";
    const ip = forwarded || address;
    resolveActor(headers, ip)
      .then((actor) => {
        socket.data.actor = actor ?? fail("session.required");
        socket.data.ip = ip;
        const device = DeviceId.safeParse(socket.handshake.auth.deviceId);
        socket.data.deviceId = device.success ? device.data : null;
        if (actor?.needsSecondFactor) fail("auth.second_factor_required");
        next();
      })
      .catch((error: unknown) =>
        refuseConnection(next, error, (err) => log.error({ err }, "a desk could not connect")),
      );
  });
}

function admitVisitors(visitors: VisitorSpace, { visitorOf, log }: SocketDeps): void {
  visitors.use((socket, next) => {
    const { token } = socket.handshake.auth as { token?: unknown };
    Promise.resolve(typeof token === "string" && token.length <= 2_000 ? visitorOf(token) : null)
      .then((visitor) => {
        socket.data.visitor = visitor ?? fail("visitor.token_invalid");
        next();
      })
      .catch((error: unknown) =>
        refuseConnection(next, error, (err) => log.error({ err }, "a visitor could not connect")),
      );
  });
}

const endSocket = (socket: Socket<DefaultEventsMap, DeskNews>, reason: EndReason) => {
  socket.emit("session.ended", { reason });
  socket.disconnect(true);
};

/** Its rooms were joined by other rights: the person is told, comes back at once, and is let in by those of now. */
function letInAnew(socket: Socket<DefaultEventsMap, DeskNews, DefaultEventsMap, DeskData>, now: Actor): void {
  socket.emit("rights.changed", { what: whatChanged(socket.data.actor, now) });
  // The news goes out before the connection closes.
  setTimeout(() => socket.conn.close(), 50).unref();
}

/** Opens Socket.IO on the HTTP server: who may connect, what they may ask, and when they must go. */
export function createSockets(deps: SocketDeps) {
  const io = openServer(deps);
  const desk: DeskSpace = io.of("/desk");
  const visitors: VisitorSpace = io.of("/visitor");
  let timer: NodeJS.Timeout | undefined;
  admitDesk(desk, deps);
  admitVisitors(visitors, deps);

  const onBug = (name: string, error: unknown) =>
    deps.log.error({ err: error, command: name }, "a command failed");
  const welcome = async (connectionId: string) => ({
    epoch: await deps.epoch(),
    serverTime: new Date().toISOString(),
    connectionId,
  });

  async function checkSessions(): Promise<void> {
    const open = [...desk.sockets.values()];
    if (open.length === 0) return;
    const uses = open.map(({ data }) => ({ sessionId: data.actor.sessionId, ip: data.ip }));
    const standings = await deps.standings(uses);
    for (const [index, socket] of open.entries()) {
      const { actor, ended } = standings[index] ?? { ended: "revoked" };
      if (!actor) endSocket(socket, ended);
      else if (sameRights(actor, socket.data.actor)) socket.data.actor = actor;
      else letInAnew(socket, actor);
    }
  }

  return {
    io,
    desk,
    visitors,
    others: createOtherServers(io, !deps.adapter),
    /** Begins to serve: call it before the HTTP server listens. */
    serve(hooks: SocketHooks) {
      serveSpace<DeskCall>({
        space: desk as never,
        commands: deskCommands,
        handlers: hooks.desk as never,
        callOf: (socket, connected) =>
          Object.defineProperty({ ...connected, deviceId: socket.data.deviceId }, "actor", {
            get: () => socket.data.actor,
          }) as DeskCall,
        gates: {
          admit: ({ actor }, { access, writes = false }) => {
            if (access !== "signed-in" && !can(actor, access as Permission)) fail("permission.denied");
            const refusal = standingRefusal(actor, access, writes);
            if (refusal) fail(refusal);
          },
          count: ({ actor }, name) => {
            if (!automatic.includes(name)) deps.used(actor.sessionId);
            return deps.count(`user:${actor.id}`, name);
          },
          onBug,
        },
        onOpen: hooks.onDesk,
        onGone: hooks.onDeskGone,
        welcome,
      });
      serveSpace<VisitorCall>({
        space: visitors as never,
        commands: visitorCommands,
        handlers: hooks.visitor as never,
        callOf: (socket, connected) => ({ ...connected, visitor: socket.data.visitor }),
        gates: {
          admit: () => {},
          count: ({ visitor }, name) => deps.count(`visitor:${visitor.customerId}`, name),
          onBug,
        },
        onOpen: hooks.onVisitor,
        welcome,
      });
      let checking = false;
      timer = setInterval(() => {
        // One at a time: a slow database must not be asked ever more.
        if (checking) return;
        checking = true;
        checkSessions()
          .catch((error: unknown) => onBug("session check", error))
          .finally(() => {
            checking = false;
          });
      }, checkMs);
    },
    checkSessions,
    /** Closes the sockets of a session at once. */
    endSession(sessionId: string, reason: EndReason) {
      for (const socket of desk.sockets.values())
        if (socket.data.actor.sessionId === sessionId) endSocket(socket, reason);
    },
    /** Closes the sockets that a customer opened before a site vouched for him: their token is over. */
    async endAnonymous(customerId: string): Promise<void> {
      for (const socket of await visitors.in(rooms.customer(customerId)).fetchSockets())
        if (!socket.data.visitor.verified) socket.disconnect(true);
    },
    /** Tells everybody to come back in a moment, spread out so that they do not all come at once. */
    drain() {
      clearInterval(timer);
      for (const space of [desk, visitors] as DeskSpace[]) {
        for (const socket of space.sockets.values())
          socket.emit("server.draining", { retryAfterMs: Math.round(Math.random() * 1_000) });
      }
    },
    /** Closes every connection of this process, but not the HTTP server, which belongs to somebody else. */
    close() {
      clearInterval(timer);
      desk.local.disconnectSockets(true);
      visitors.local.disconnectSockets(true);
      io.engine.close();
    },
  };
}

export type Sockets = ReturnType<typeof createSockets>;
