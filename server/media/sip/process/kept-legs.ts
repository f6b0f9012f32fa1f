import type { PhoneLeg, PhoneLegEvents, ReferWish } from "../leg/phone-leg.ts";
import type { PhoneLegRecord } from "./protocol.ts";
import type { SoundLink } from "./sound-link.ts";

/** How long a server that was away can learn how a leg ended. */
const rememberMs = 600_000;

/** A leg with all that is known of it. */
export interface KeptLeg {
  record: PhoneLegRecord;
  leg: PhoneLeg | undefined;
  sound: SoundLink | undefined;
  refer: ReferWish | undefined;
}

interface Tellers {
  leg(record: PhoneLegRecord): void;
  key(legId: string, key: string, durationMs: number): void;
  refer(legId: string, target: string): void;
}

/** All legs of the process with what is known of them, so that a server that comes back finds what it missed. */
export function createKeptLegs(tell: Tellers) {
  const kept = new Map<string, KeptLeg>();

  function change(one: KeptLeg, changes: Partial<PhoneLegRecord>): void {
    one.record = { ...one.record, ...changes, version: one.record.version + 1 };
    // Until the leg has a name nobody can be told of it.
    if (one.leg) tell.leg(one.record);
  }

  function eventsOf(one: KeptLeg): PhoneLegEvents {
    return {
      ringing: () => change(one, { state: "ringing" }),
      earlyMedia: () => change(one, { early: true }),
      answered: () => change(one, { state: "answered" }),
      held: () => change(one, { held: true }),
      resumed: () => change(one, { held: false }),
      key: ({ key, durationMs }) => tell.key(one.record.id, key, durationMs),
      refer(wish) {
        one.refer?.refuse();
        one.refer = wish;
        tell.refer(one.record.id, wish.target);
      },
      ended(end) {
        one.sound?.close();
        one.sound = undefined;
        change(one, { state: "ended", held: false, end });
        setTimeout(() => kept.delete(one.record.id), rememberMs).unref();
      },
      opus: (...said) => one.sound?.send(...said),
    };
  }

  const blank = { version: 0, early: false, held: false, end: null };
  return {
    /** A listener for a leg that is still to be named. */
    expect(): { readonly events: PhoneLegEvents; name(leg: PhoneLeg): void } {
      const nameless = {
        id: "",
        trunkId: "",
        direction: "out",
        from: { number: "", name: "" },
        to: "",
      } as const;
      const one: KeptLeg = {
        record: { ...blank, ...nameless, state: "calling" },
        leg: undefined,
        sound: undefined,
        refer: undefined,
      };
      return {
        events: eventsOf(one),
        name(leg) {
          const { id, trunkId, direction, from, to } = leg;
          one.leg = leg;
          kept.set(id, one);
          change(one, { id, trunkId, direction, from, to });
        },
      };
    },
    find: (legId: string): KeptLeg | undefined => kept.get(legId),
    records: (): PhoneLegRecord[] => [...kept.values()].map(({ record }) => record),
    standing: (): number => [...kept.values()].filter(({ record }) => record.state !== "ended").length,
  };
}
export type KeptLegs = ReturnType<typeof createKeptLegs>;
