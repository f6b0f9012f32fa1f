import type { Ack, Welcome } from "#shared/contract/socket.ts";
import { type Clock, type OfflineReason, type SyncTransport, TransportFailure } from "../types.ts";
import type { FakeServer, Subscriber } from "./fake-server.ts";

/** What goes wrong on a link. Every function is asked anew each time. */
export interface Faults {
  /** One way, ms. Different answers reorder what is under way. */
  delay: () => number;
  /** How many times a piece of news arrives: 0 is lost, 2 is twice. */
  copies: () => number;
  loseRequest: () => boolean;
  /** The command is carried out, its acknowledgement never comes. */
  loseAck: () => boolean;
  failPage: () => boolean;
  /** No connection can be made. */
  down: boolean;
  /** Nothing passes in either direction, and the socket does not notice. */
  blackHole: boolean;
}

type Loss = { reason: OfflineReason; retryAfterMs?: number; ended?: boolean };

export interface FakeLink extends SyncTransport {
  readonly faults: Faults;
  /** The socket breaks, and the client hears of it. */
  cut(why?: Loss): void;
  readonly connects: () => number;
  readonly isOpen: () => boolean;
}

export const noFaults = (): Faults => ({
  delay: () => 10,
  copies: () => 1,
  loseRequest: () => false,
  loseAck: () => false,
  failPage: () => false,
  down: false,
  blackHole: false,
});

interface Socket extends Subscriber {
  open: boolean;
  readonly broken: Set<() => void>;
}

function createListeners() {
  const all = new Map<string, Set<(payload: never) => void>>();
  return {
    add(name: string, listener: (payload: never) => void) {
      const set = all.get(name) ?? new Set();
      all.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
    tell(name: string, payload: unknown) {
      for (const listener of [...(all.get(name) ?? [])]) listener(payload as never);
    },
  };
}

/** A wire to a fake server, as bad as a test wants it. */
export function createFakeLink(server: FakeServer, clock: Clock, faults: Faults = noFaults()): FakeLink {
  const listeners = createListeners();
  let socket: Socket | null = null;
  let connects = 0;

  const drop = () => {
    const old = socket;
    socket = null;
    if (!old) return;
    old.open = false;
    server.subscribers.delete(old);
    for (const broken of [...old.broken]) broken();
  };

  function connect(): void {
    drop();
    connects++;
    const mine: Socket = {
      open: true,
      broken: new Set(),
      watched: new Set(),
      news(event, payload) {
        for (let copy = faults.copies(); copy > 0; copy--)
          clock.after(faults.delay(), () => {
            if (mine.open && !faults.blackHole) listeners.tell(event, payload);
          });
      },
    };
    socket = mine;
    clock.after(faults.delay() * 2, () => {
      if (!mine.open || faults.blackHole) return;
      if (faults.down) return cut({ reason: "no_answer" });
      server.subscribers.add(mine);
      listeners.tell("welcome", server.welcome());
    });
  }

  function cut(why: Loss = { reason: "no_answer" }): void {
    if (!socket) return;
    drop();
    listeners.tell("loss", why);
  }

  const ask = (mine: Socket, command: string, input: unknown, timeoutMs: number) =>
    new Promise<Ack<unknown>>((resolve, reject) => {
      const end = (finish: () => void) => {
        cancel();
        mine.broken.delete(broken);
        finish();
      };
      const broken = () => end(() => reject(new TransportFailure("the socket was closed")));
      const cancel = clock.after(timeoutMs, () => end(() => reject(new TransportFailure("no answer"))));
      mine.broken.add(broken);
      if (faults.loseRequest()) return;
      clock.after(faults.delay(), () => {
        // On the wire already: it arrives although the socket may be gone by now.
        if (faults.blackHole || faults.down) return;
        const answer = server.answer(mine, command, input);
        if (faults.loseAck()) return;
        clock.after(faults.delay(), () => {
          if (mine.open && !faults.blackHole) end(() => resolve(answer));
        });
      });
    });

  return {
    faults,
    connect,
    cut,
    disconnect: drop,
    connects: () => connects,
    isOpen: () => socket !== null,
    on: (event, listener) => listeners.add(event, listener as never),
    onConnect: (listener: (welcome: Welcome) => void) => listeners.add("welcome", listener),
    onDisconnect: (listener: (why: Loss) => void) => listeners.add("loss", listener),
    async request<T>(command: string, input: unknown, timeoutMs: number): Promise<Ack<T>> {
      if (!socket) throw new TransportFailure("not connected");
      return (await ask(socket, command, input, timeoutMs)) as Ack<T>;
    },
    fetchEvents: (query) =>
      new Promise((resolve, reject) => {
        clock.after(faults.delay(), () => {
          if (faults.blackHole) return;
          if (faults.down || faults.failPage()) return reject(new TransportFailure("HTTP 502"));
          try {
            const page = server.page(query);
            clock.after(faults.delay(), () => resolve(page));
          } catch (error) {
            reject(error);
          }
        });
      }),
  };
}
