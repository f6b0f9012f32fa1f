import { createRandom, type Random } from "../../chaos/random.ts";

/** A person of the synthetic floor. Levels of skills are 1 to 5; 0 is none. */
export interface DayAgent {
  readonly id: string;
  readonly skills: Readonly<Record<string, number>>;
  /** Chats at once. */
  readonly capacity: number;
  /** On the floor, seconds after midnight. */
  readonly from: number;
  readonly to: number;
  /** How fast he is against the others; 1 is the mean. */
  readonly pace: number;
}

/** A customer of the synthetic day. */
export interface DayContact {
  readonly id: string;
  readonly at: number;
  readonly queue: string;
  /** The skill that serves him best; he may be served without it, but it takes longer. */
  readonly skill: string;
  /** Work, seconds, for somebody of the mean pace with the skill. */
  readonly work: number;
  /** He leaves when he has waited so long, seconds. */
  readonly patience: number;
}

export interface Day {
  readonly agents: readonly DayAgent[];
  readonly contacts: readonly DayContact[];
}

const hour = 3_600;
const shifts: readonly (readonly [from: number, to: number])[] = [
  [6, 14],
  [8, 16],
  [11, 19],
  [14, 22],
];
export const skills = ["english", "portuguese", "spanish", "billing"] as const;
export const queues = ["Orders", "Billing", "Returns", "Technical"] as const;

/** Contacts an hour, from six in the morning to ten at night: two humps, the late morning's and the early evening's. */
const curve = [48, 136, 304, 416, 480, 448, 352, 336, 384, 400, 376, 392, 408, 344, 208, 96];
const opens = 6;

const exponential = (random: Random, mean: number) => -mean * Math.log(1 - random.between(0, 0.999_999));
/** Log-normal with the given median; sigma 0.6 is the usual spread of handling times. */
function logNormal(random: Random, median: number, sigma = 0.6): number {
  const [u, v] = [random.between(1e-9, 1), random.between(0, 1)];
  return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));
}

function makeAgent(random: Random, number: number): DayAgent {
  // Four shifts that overlap when most customers come.
  const [from, to] = shifts[number % shifts.length] ?? [8, 16];
  const best = skills[number % skills.length] ?? skills[0];
  return {
    id: `agent-${String(number).padStart(2, "0")}`,
    skills: Object.fromEntries(
      skills.map((skill) => [
        skill,
        skill === best ? Math.round(random.between(3, 5)) : Math.round(random.between(0, 2.6)),
      ]),
    ),
    capacity: 2 + (number % 3),
    from: from * hour,
    to: to * hour,
    pace: random.between(0.8, 1.25),
  };
}

/** One day of a floor, the same for the same seed. */
export function syntheticDay(seed: number, people = 52): Day {
  const random = createRandom(seed);
  const agents = Array.from({ length: people }, (_, number) => makeAgent(random, number));
  const contacts: DayContact[] = [];
  for (const [at, perHour] of curve.entries()) {
    for (
      let time = exponential(random, hour / perHour);
      time < hour;
      time += exponential(random, hour / perHour)
    ) {
      contacts.push({
        id: `contact-${contacts.length}`,
        at: (opens + at) * hour + time,
        queue: random.pick([...queues]),
        skill: random.pick([...skills]),
        work: Math.min(logNormal(random, 330), 3_600),
        patience: 30 + exponential(random, 420),
      });
    }
  }
  return { agents, contacts };
}
