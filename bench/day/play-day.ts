import type { Day, DayAgent, DayContact } from "./synthetic-day.ts";

/** What a policy may know of a free agent. */
export interface FreeAgent {
  readonly agent: DayAgent;
  /** Chats he has now. */
  readonly open: number;
  /** Seconds since his last chat ended or he came. */
  readonly idle: number;
}

/** Who gets a contact; all of `free` have a seat. */
export type Policy = (contact: DayContact, free: readonly FreeAgent[], waited: number) => DayAgent | null;

export interface ServedContact {
  readonly contact: DayContact;
  /** Who answered, and when; null: he left. */
  readonly agentId: string | null;
  readonly waited: number;
  readonly work: number;
}

export interface Played {
  readonly served: readonly ServedContact[];
  /** Seconds of work by agent. */
  readonly busy: ReadonlyMap<string, number>;
}

interface Seat {
  readonly agent: DayAgent;
  open: number;
  freeSince: number;
}

type Event =
  | { readonly at: number; readonly kind: "comes" | "leaves"; readonly contact: DayContact }
  | { readonly at: number; readonly kind: "ends"; readonly seat: Seat }
  | { readonly at: number; readonly kind: "shift" };

/** Work takes longer without the skill, and a little longer for each other chat that runs beside. */
function workOf({ work, skill }: DayContact, { agent, open }: Seat): number {
  const level = agent.skills[skill] ?? 0;
  const without = 1.6 - level * 0.12;
  return (work * without * (1 + 0.15 * open)) / agent.pace;
}

/** Plays one day, event by event, in seconds after midnight. */
export function playDay(day: Day, policy: Policy): Played {
  const seats = day.agents.map((agent): Seat => ({ agent, open: 0, freeSince: agent.from }));
  const waiting = new Map<string, DayContact>();
  const served: ServedContact[] = [];
  const busy = new Map(day.agents.map(({ id }) => [id, 0]));
  const events = createQueue<Event>();
  for (const contact of day.contacts) events.add({ at: contact.at, kind: "comes", contact });
  for (const { from } of day.agents) events.add({ at: from, kind: "shift" });

  const serve = (now: number) => {
    for (const contact of waiting.values()) {
      const free = seats.filter(
        ({ agent, open }) => agent.from <= now && now < agent.to && open < agent.capacity,
      );
      if (free.length === 0) return;
      const waited = now - contact.at;
      const known = free.map(({ agent, open, freeSince }) => ({ agent, open, idle: now - freeSince }));
      const chosen = policy(contact, known, waited);
      const seat = chosen && seats.find(({ agent }) => agent.id === chosen.id);
      if (!seat) continue;
      const work = workOf(contact, seat);
      waiting.delete(contact.id);
      seat.open += 1;
      busy.set(seat.agent.id, (busy.get(seat.agent.id) ?? 0) + work);
      served.push({ contact, agentId: seat.agent.id, waited, work });
      events.add({ at: now + work, kind: "ends", seat });
    }
  };

  for (let event = events.next(); event; event = events.next()) {
    if (event.kind === "comes") {
      waiting.set(event.contact.id, event.contact);
      events.add({ at: event.at + event.contact.patience, kind: "leaves", contact: event.contact });
    } else if (event.kind === "leaves") {
      if (waiting.delete(event.contact.id))
        served.push({ contact: event.contact, agentId: null, waited: event.contact.patience, work: 0 });
    } else if (event.kind === "ends") {
      event.seat.open -= 1;
      event.seat.freeSince = event.at;
    }
    serve(event.at);
  }
  return { served, busy };
}

/** A queue by time: a binary heap. */
function createQueue<T extends { readonly at: number }>() {
  const heap: T[] = [];
  const swap = (a: number, b: number) => {
    [heap[a], heap[b]] = [heap[b] as T, heap[a] as T];
  };
  const time = (index: number) => heap[index]?.at ?? Number.POSITIVE_INFINITY;
  return {
    add(one: T) {
      let at = heap.push(one) - 1;
      while (at > 0 && time(at) < time((at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    next(): T | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (heap.length > 0 && last) {
        heap[0] = last;
        for (let at = 0; ; ) {
          const [left, right] = [2 * at + 1, 2 * at + 2];
          const least = time(right) < time(left) ? right : left;
          if (time(least) >= time(at)) break;
          swap(at, least);
          at = least;
        }
      }
      return first;
    },
  };
}
