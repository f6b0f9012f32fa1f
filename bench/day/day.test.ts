import { describe, expect, it } from "vitest";
import { figuresOf, jain } from "./figures.ts";
import { type Policy, playDay } from "./play-day.ts";
import { longestIdleFirst, ofTheProduct, skillsFirst } from "./policies.ts";
import { syntheticDay } from "./synthetic-day.ts";

const day = syntheticDay(3);
const policies: Record<string, Policy> = {
  "longest idle": longestIdleFirst,
  "skills first": skillsFirst,
  product: ofTheProduct({ selection: "weighted" }),
};

describe("the synthetic day", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(syntheticDay(3)).toEqual(day);
    expect(syntheticDay(4)).not.toEqual(day);
  });

  it.each(Object.keys(policies))(
    "is played honestly under %s: nobody above his capacity, outside his shift, or twice",
    (name) => {
      const policy = policies[name] as Policy;
      const watched: Policy = (contact, free, waited) => {
        for (const { agent, open } of free) expect(open).toBeLessThan(agent.capacity);
        return policy(contact, free, waited);
      };
      const { served } = playDay(day, watched);
      expect(new Set(served.map(({ contact }) => contact.id)).size).toBe(day.contacts.length);
      const byId = new Map(day.agents.map((agent) => [agent.id, agent]));
      for (const { contact, agentId, waited } of served) {
        expect(waited).toBeLessThanOrEqual(contact.patience);
        const agent = byId.get(agentId ?? "");
        if (!agent) continue;
        const at = contact.at + waited;
        expect(at >= agent.from && at < agent.to).toBe(true);
      }
    },
  );

  it("has a product that serves as well as skills first, and shares work as evenly as longest idle", () => {
    const of = (policy: Policy) => figuresOf(playDay(day, policy), day.agents).day;
    const [idle, skilled, ours] = [of(longestIdleFirst), of(skillsFirst), of(policies.product as Policy)];
    expect(ours.serviceLevel).toBeGreaterThan(skilled.serviceLevel - 2);
    expect(ours.evenness).toBeGreaterThan(idle.evenness - 0.02);
  });
});

describe("Jain's index", () => {
  it("is one when all have the same, and 1/n when one has everything", () => {
    expect(jain([3, 3, 3, 3])).toBe(1);
    expect(jain([8, 0, 0, 0])).toBe(0.25);
  });
});
