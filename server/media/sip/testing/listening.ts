import type { LegEnd, PhoneLegEvents, ReferWish } from "../leg/phone-leg.ts";

/** Keeps what a leg tells, in order. */
export function listening(reactions: Partial<PhoneLegEvents> = {}) {
  const told: string[] = [];
  const ends: LegEnd[] = [];
  const refers: ReferWish[] = [];
  const frames: Uint8Array[] = [];
  const tell = (what: "ringing" | "earlyMedia" | "answered" | "held" | "resumed") => () => {
    told.push(what);
    reactions[what]?.();
  };
  const events: PhoneLegEvents = {
    ringing: tell("ringing"),
    earlyMedia: tell("earlyMedia"),
    answered: tell("answered"),
    held: tell("held"),
    resumed: tell("resumed"),
    key: (press) => {
      told.push(`key ${press.key}`);
    },
    refer(wish) {
      refers.push(wish);
      told.push(`refer ${wish.target}`);
      reactions.refer?.(wish);
    },
    ended(end) {
      ends.push(end);
      told.push(`ended ${end.cause}`);
    },
    opus: (frame) => {
      frames.push(Uint8Array.from(frame));
    },
  };
  return { events, told, ends, refers, frames };
}
