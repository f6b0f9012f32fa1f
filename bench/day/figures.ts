import type { Played } from "./play-day.ts";

/** What one policy made of the day. Seconds and shares. */
export interface Figures {
  readonly answered: number;
  readonly abandoned: number;
  /** Answered within 60 s of all answered (metrics.md, the default denominator). */
  readonly serviceLevel: number;
  /** Average speed of answer: of those who were answered. */
  readonly asa: number;
  readonly waitP90: number;
  readonly aht: number;
  /** Contacts answered by somebody who has the skill at level 3 or more. */
  readonly skilled: number;
  /** Jain's index of the agents' contacts: 1 is perfectly even. */
  readonly evenness: number;
}

const target = 60;
const mean = (all: readonly number[]) =>
  all.length === 0 ? 0 : all.reduce((sum, one) => sum + one, 0) / all.length;
const round = (value: number, digits = 1) => Number(value.toFixed(digits));

/** Jain, Chiu, Hawe 1984: (sum x)^2 / (n * sum x^2). */
export function jain(all: readonly number[]): number {
  const squares = all.reduce((sum, one) => sum + one * one, 0);
  return squares === 0 ? 1 : all.reduce((sum, one) => sum + one, 0) ** 2 / (all.length * squares);
}

/** The figures of a day that was played, with those of each hour. */
export function figuresOf(
  { served }: Played,
  agents: readonly { readonly id: string; readonly skills: Readonly<Record<string, number>> }[],
) {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const of = (some: typeof served): Figures => {
    const answered = some.filter(({ agentId }) => agentId !== null);
    const waits = answered.map(({ waited }) => waited).toSorted((left, right) => left - right);
    const handled = agents.map(({ id }) => answered.filter(({ agentId }) => agentId === id).length);
    const level = ({ agentId, contact }: (typeof served)[number]) =>
      byId.get(agentId ?? "")?.skills[contact.skill] ?? 0;
    return {
      answered: answered.length,
      abandoned: some.length - answered.length,
      serviceLevel: round((100 * waits.filter((wait) => wait <= target).length) / Math.max(1, waits.length)),
      asa: round(mean(waits)),
      waitP90: round(waits[Math.floor(waits.length * 0.9)] ?? 0),
      aht: round(mean(answered.map(({ work }) => work))),
      skilled: round((100 * answered.filter((one) => level(one) >= 3).length) / Math.max(1, answered.length)),
      evenness: round(jain(handled), 3),
    };
  };
  const hours = Array.from({ length: 24 }, (_, hour) =>
    of(served.filter(({ contact }) => Math.floor(contact.at / 3_600) === hour)),
  );
  return { day: of(served), hours };
}
