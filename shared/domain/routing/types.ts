import type { Medium, PerMedium } from "../media.ts";
import type { QueueRules } from "../queue-rules.ts";
import type { StatusKey } from "../status/index.ts";
import type { Loaded } from "./load.ts";

/** What routing knows of a person, whatever the queue. */
export interface RoutedAgent extends Loaded {
  readonly userId: string;
  /** His role gives him a status at all. */
  readonly hasStatus: boolean;
  /** His role lets him receive conversations and reply in them. */
  readonly receives: boolean;
  /** Some device of his keeps its lease. */
  readonly present: boolean;
  readonly status: StatusKey;
  /** Chosen while he was busy: comes as soon as he is not. */
  readonly nextStatus: StatusKey | null;
  /** Media that are switched on at one of his devices that is there now. */
  readonly switchedOn: PerMedium<boolean>;
  /** His conversations but for parked and idle ones, and what colleagues offer him alone. */
  readonly working: PerMedium<number>;
  /** He is being offered something from a queue right now. */
  readonly ringing: boolean;
  /** He has not ended his after-contact work. */
  readonly wrappingUp: boolean;
  /** Levels, 1 to 5, by skill. */
  readonly skills: Readonly<Record<string, number>>;
  readonly groupIds: readonly string[];
  /** Milliseconds since his last conversation ended or he became ready. */
  readonly idleMs: number;
}

/** Somebody as one conversation sees him. */
export interface Candidate {
  readonly agent: RoutedAgent;
  /** null: he does not answer the queue. A lower priority number is asked first. */
  readonly member: { readonly priority: number; readonly lastOfferMsAgo: number | null } | null;
  /** Milliseconds since he declined or missed this very conversation; null: never. */
  readonly refusedMsAgo: number | null;
}

/** A conversation that waits. */
export interface WaitingConversation {
  readonly conversationId: string;
  readonly medium: Medium;
  /** 1 to 30, the highest first. */
  readonly priority: number;
  readonly waitedSeconds: number;
  /** Handed to this group: only its people are asked. */
  readonly groupId: string | null;
  /** It rings somewhere already, or a colleague has it before him alone. */
  readonly offered: boolean;
  /** Seconds until the next may be asked, after several did not take it; 0: now. */
  readonly pauseSeconds: number;
}

/** The queue it waits in. */
export interface RoutedQueue {
  readonly queueId: string;
  readonly rules: QueueRules;
  /** By its hours. */
  readonly open: boolean;
}

/** What conditions are judged by. */
export interface RoutingCase {
  readonly conversation: WaitingConversation;
  readonly queue: RoutedQueue;
}
