import { setTimeout as sleep } from "node:timers/promises";
import type { Part, Person } from "./people.ts";

/** A call in which everybody is who the step needs. */
export interface Cast {
  readonly customer: Person;
  readonly agent: Person;
  readonly colleague: Person;
  readonly supervisor: Person;
  readonly callId: string;
  readonly conversationId: string;
  /** Waits for the offer at somebody's desk, and accepts it; `asking` is called the moment before. */
  accept(person: Person, asking?: () => void): Promise<void>;
}

/** A moment of a call: how to get there from the moment when the customer waits, and who hears whom then. */
export interface Step {
  readonly name: string;
  bring(cast: Cast): Promise<void>;
  readonly hears: Partial<Record<Part, readonly Part[]>>;
}

const talk = async (cast: Cast) => {
  await cast.accept(cast.agent);
  await cast.agent.connect(cast.callId);
};
const act = ({ agent, callId }: Cast, what: string, body: object = {}) =>
  agent.ask<{ legs: { id: string; party: string }[] }>("POST", `/calls/${callId}/${what}`, body);
const hold = async (cast: Cast) => {
  await talk(cast);
  const { legs } = await act(cast, "mute", { muted: false });
  const legId = legs.find(({ party }) => party === "customer")?.id;
  await act(cast, "place", { legId, to: "hold" });
};
const consult = async (cast: Cast) => {
  await talk(cast);
  await act(cast, "consult", { userId: cast.colleague.id });
};
interface Seen {
  readonly legs: readonly { readonly party: string; readonly state: string }[];
}
/** His media is there before the server has heard of it: only then can the call be left to him. */
const meet = async (cast: Cast) => {
  await consult(cast);
  await cast.colleague.connect(cast.callId);
  const isJoined = ({ party, state }: Seen["legs"][number]) => party === "consulted" && state === "joined";
  for (let looks = 0; looks < 100; looks++) {
    const [seen] = await cast.agent.ask<Seen[]>("GET", "/calls/mine");
    if (seen?.legs.some(isJoined)) return;
    await sleep(50);
  }
};
const supervise = async (cast: Cast, mode: string) => {
  await talk(cast);
  await cast.supervisor.ask("POST", `/calls/${cast.callId}/supervise`, { mode });
  await cast.supervisor.connect(cast.callId);
};

const both = { customer: ["agent"], agent: ["customer"] } as const;

/** Every step of a call, from the ring to the supervisor who joins in. */
export const steps: readonly Step[] = [
  { name: "waiting", bring: async () => {}, hears: { customer: [] } },
  { name: "accepted", bring: (cast) => cast.accept(cast.agent), hears: { customer: [] } },
  { name: "talking", bring: talk, hears: both },
  { name: "held", bring: hold, hears: { customer: [], agent: [] } },
  { name: "ringing a colleague", bring: consult, hears: { customer: [], agent: [] } },
  {
    name: "consulting",
    bring: meet,
    hears: { customer: [], agent: ["colleague"], colleague: ["agent"] },
  },
  {
    name: "in conference",
    async bring(cast) {
      await meet(cast);
      const { legs } = await act(cast, "mute", { muted: false });
      const legId = legs.find(({ party }) => party === "customer")?.id;
      await act(cast, "place", { legId, to: "talk" });
    },
    hears: {
      customer: ["agent", "colleague"],
      agent: ["colleague", "customer"],
      colleague: ["agent", "customer"],
    },
  },
  {
    name: "handed to a colleague",
    async bring(cast) {
      await meet(cast);
      await act(cast, "leave");
    },
    hears: { customer: ["colleague"], colleague: ["customer"] },
  },
  {
    name: "listened to",
    bring: (cast) => supervise(cast, "listen"),
    hears: { ...both, supervisor: ["agent", "customer"] },
  },
  {
    name: "whispered to",
    bring: (cast) => supervise(cast, "whisper"),
    hears: { customer: ["agent"], agent: ["customer", "supervisor"], supervisor: ["agent", "customer"] },
  },
  {
    name: "joined by a supervisor",
    bring: (cast) => supervise(cast, "barge"),
    hears: {
      customer: ["agent", "supervisor"],
      agent: ["customer", "supervisor"],
      supervisor: ["agent", "customer"],
    },
  },
];
