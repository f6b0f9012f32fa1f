import type { ConversationEvent, EventPage } from "#shared/contract/conversation-events.ts";
import type { Ack, Welcome } from "#shared/contract/socket.ts";
import { type ErrorCode, errorCatalogue } from "#shared/errors/catalogue.ts";
import type { Clock } from "../types.ts";
import { uuid } from "./fake-clock.ts";

/** What a connected client is to the server. */
export interface Subscriber {
  readonly watched: Set<string>;
  news(event: string, payload: unknown): void;
}

interface SendInput {
  readonly conversationId: string;
  readonly clientId: string;
  readonly kind: "message" | "note";
  readonly text: string;
}

/** The server's semantics in memory: numbers without gaps, client ids written once, an epoch, news after commit. */
export interface FakeServer {
  readonly subscribers: Set<Subscriber>;
  /** The true log of a conversation. */
  log(conversationId: string): readonly ConversationEvent[];
  /** Somebody else writes. */
  append(conversationId: string, text: string): ConversationEvent;
  answer(from: Subscriber, command: string, input: unknown): Ack<unknown>;
  page(query: {
    conversationId: string;
    after?: number;
    before?: number;
    limit: number;
    epoch?: string;
  }): EventPage;
  welcome(): Welcome;
  /** A code to refuse a command with; undefined: carry it out. */
  refuse: (command: string, input: unknown) => ErrorCode | undefined;
  /** Every command that arrived, in order. */
  readonly heard: { command: string; input: unknown }[];
  /** Goes back to an earlier length of every log, as after a restore: a new epoch. */
  restore(length: number): void;
  /** What its clock shows, ms. */
  now(): number;
}

/** Thrown by pages as the HTTP client throws: an error with a catalogue code. */
export const coded = (code: ErrorCode): Error =>
  Object.assign(new Error(errorCatalogue[code].message), { code });

/** Makes a server whose clock is `ahead` ms of the client's at first and follows true time. */
export function createFakeServer(clock: Clock & { elapsed(): number }, ahead = 0): FakeServer {
  const logs = new Map<string, ConversationEvent[]>();
  const birth = clock.now() - clock.elapsed() + ahead;
  let epoch = 1;
  const logOf = (id: string) => {
    const log = logs.get(id) ?? [];
    logs.set(id, log);
    return log;
  };

  function write(conversationId: string, text: string, clientId: string | null, kind: "message" | "note") {
    const log = logOf(conversationId);
    const event = {
      conversationId,
      seq: log.length + 1,
      clientId,
      author: { kind: clientId ? "agent" : "customer", id: null, name: "Ada" },
      visibility: kind === "note" ? "internal" : "public",
      at: new Date(server.now()).toISOString(),
      body: { kind, text, files: [] },
    } as unknown as ConversationEvent;
    log.push(event);
    for (const each of server.subscribers)
      if (each.watched.has(conversationId)) each.news("event.appended", event);
    return event;
  }

  const send = ({ conversationId, clientId, text, kind }: SendInput) =>
    logOf(conversationId).find((event) => event.clientId === clientId) ??
    write(conversationId, text, clientId, kind);

  function carryOut(from: Subscriber, command: string, input: { conversationId: string }): unknown {
    switch (command) {
      case "ping":
        return { serverTime: new Date(server.now()).toISOString() };
      case "message.send":
        return send(input as SendInput);
      case "conversation.watch":
        from.watched.add(input.conversationId);
        return { epoch: uuid(epoch), lastSeq: logOf(input.conversationId).length };
      case "conversation.unwatch":
        return { ok: from.watched.delete(input.conversationId) };
      default:
        return { ok: true };
    }
  }

  const server: FakeServer = {
    subscribers: new Set(),
    heard: [],
    refuse: () => undefined,
    log: logOf,
    append: (conversationId, text) => write(conversationId, text, null, "message"),
    now: () => birth + clock.elapsed(),
    answer(from, command, input) {
      server.heard.push({ command, input });
      const code = server.refuse(command, input);
      if (code) return { ok: false, error: { code, message: errorCatalogue[code].message } };
      return { ok: true, data: carryOut(from, command, input as never) };
    },
    page({ conversationId, after, before, limit, epoch: asked }) {
      const code = server.refuse("page", { conversationId, after, before });
      if (code) throw coded(code);
      if (asked && asked !== uuid(epoch)) throw coded("sync.epoch_changed");
      const log = logOf(conversationId);
      const events =
        after !== undefined
          ? log.filter(({ seq }) => seq > after).slice(0, limit)
          : log.filter(({ seq }) => seq < (before ?? Number.POSITIVE_INFINITY)).slice(-limit);
      return { epoch: uuid(epoch), events, lastSeq: log.length };
    },
    welcome: () => ({
      epoch: uuid(epoch),
      serverTime: new Date(server.now()).toISOString(),
      connectionId: "connection",
    }),
    restore(length) {
      epoch++;
      for (const log of logs.values()) log.splice(length);
    },
  };
  return server;
}
