import type { WhyWaiting } from "#shared/contract/routing.ts";

/** What holds a waiting conversation up, in one line. */
export type WaitVerdict =
  | { readonly kind: "rings"; readonly name: string; readonly people: number; readonly seconds: number }
  | { readonly kind: "closed" | "nobody" }
  /** `group`: the one it was handed to; null: the queue itself has nobody. */
  | { readonly kind: "no_people"; readonly group: string | null }
  | { readonly kind: "opens_at"; readonly at: number }
  | { readonly kind: "pause"; readonly seconds: number }
  | { readonly kind: "chosen"; readonly names: string };

type Judged = Pick<
  WhyWaiting,
  "group" | "open" | "opensAt" | "pauseSeconds" | "rings" | "chosen" | "agents" | "people"
>;

/** Who is asked next, by name. */
export const nextNames = ({ chosen, agents }: Pick<Judged, "chosen" | "agents">): string =>
  agents
    .filter(({ user }) => chosen.includes(user.id))
    .map(({ user }) => user.name)
    .join(", ");

/** A ring says more than all else: it is the only one that ends within seconds. */
export function waitVerdict(why: Judged, serverNow: number): WaitVerdict {
  const { open, opensAt, pauseSeconds, rings, chosen, people } = why;
  if (rings) {
    const seconds = Math.max(0, Math.ceil((Date.parse(rings.until) - serverNow) / 1_000));
    return { kind: "rings", name: rings.names[0] ?? "", people: rings.people, seconds };
  }
  if (!open) return opensAt ? { kind: "opens_at", at: Date.parse(opensAt) } : { kind: "closed" };
  if (people === 0) return { kind: "no_people", group: why.group?.name ?? null };
  if (pauseSeconds > 0) return { kind: "pause", seconds: Math.ceil(pauseSeconds) };
  return chosen.length > 0 ? { kind: "chosen", names: nextNames(why) || "…" } : { kind: "nobody" };
}
