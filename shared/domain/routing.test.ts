import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, chooseAgent, restMs } from "./routing.ts";

const free: Candidate = {
  userId: "ana",
  status: "ready",
  present: true,
  receives: true,
  isMember: true,
  openConversations: 0,
  maxConversations: 3,
  ringing: false,
  refusedMsAgo: null,
  idleMs: 0,
};
const anAgent = (userId: string, change: Partial<Candidate> = {}): Candidate => ({
  ...free,
  userId,
  ...change,
});

const candidate = fc.record<Candidate>({
  userId: fc.string({ minLength: 1, maxLength: 4 }),
  status: fc.constantFrom("offline", "online", "ready", "ready", "ready", "dnd"),
  present: fc.boolean(),
  receives: fc.boolean(),
  isMember: fc.boolean(),
  openConversations: fc.nat(4),
  maxConversations: fc.nat(4),
  ringing: fc.boolean(),
  refusedMsAgo: fc.option(fc.nat(2 * restMs)),
  idleMs: fc.nat(5),
});
const mostlyFree = fc.record({ base: candidate, kind: fc.nat(3) }).map(({ base, kind }) =>
  kind === 0
    ? base
    : {
        ...base,
        status: "ready" as const,
        present: true,
        receives: true,
        isMember: true,
        ringing: false,
        maxConversations: 5,
      },
);
const floor = fc.uniqueArray(mostlyFree, { selector: ({ userId }) => userId, maxLength: 8 });

const mayBeAsked = (agent: Candidate) =>
  agent.isMember &&
  agent.receives &&
  agent.present &&
  agent.status === "ready" &&
  agent.openConversations < agent.maxConversations &&
  !agent.ringing &&
  (agent.refusedMsAgo === null || agent.refusedMsAgo >= restMs);

describe("choosing an agent for a waiting conversation", () => {
  it("never chooses somebody who may not be asked, and always somebody when there is one", () => {
    fc.assert(
      fc.property(floor, (agents) => {
        const { chosen } = chooseAgent(agents);
        const eligible = agents.filter(mayBeAsked).map(({ userId }) => userId);
        if (chosen === null) expect(eligible).toEqual([]);
        else expect(eligible).toContain(chosen);
      }),
      { numRuns: 500 },
    );
  });

  it("gives a reason for everybody else, and none for the chosen one", () => {
    fc.assert(
      fc.property(floor, (agents) => {
        const { chosen, reasons } = chooseAgent(agents);
        const others = agents.map(({ userId }) => userId).filter((id) => id !== chosen);
        expect([...reasons.keys()].sort()).toEqual(others.sort());
        for (const agent of agents)
          if (!mayBeAsked(agent)) expect(reasons.get(agent.userId)).not.toBe("busier_than_chosen");
      }),
    );
  });

  it("chooses the same one in whatever order the agents are listed, and leaves the list alone", () => {
    fc.assert(
      fc.property(floor, fc.nat(), (agents, turn) => {
        const at = agents.length === 0 ? 0 : turn % agents.length;
        const turned = [...agents.slice(at), ...agents.slice(0, at)];
        const before = structuredClone(turned);
        expect(chooseAgent(turned).chosen).toBe(chooseAgent(agents).chosen);
        expect(turned).toEqual(before);
      }),
    );
  });

  it("asks whoever has the fewest open conversations among those who have not refused", () => {
    fc.assert(
      fc.property(floor, (agents) => {
        const chosen = agents.find(({ userId }) => userId === chooseAgent(agents).chosen);
        const willing = agents.filter((agent) => mayBeAsked(agent) && agent.refusedMsAgo === null);
        if (!chosen || willing.length === 0) return;
        expect(chosen.refusedMsAgo).toBeNull();
        expect(chosen.openConversations).toBe(Math.min(...willing.map((agent) => agent.openConversations)));
      }),
    );
  });

  it("asks the one who has been idle longest when two are equally busy", () => {
    const { chosen, reasons } = chooseAgent([anAgent("ana", { idleMs: 5 }), anAgent("luca", { idleMs: 9 })]);
    expect(chosen).toBe("luca");
    expect(reasons.get("ana")).toBe("busier_than_chosen");
  });

  it("does not call an agent busier who only stands back because he refused this conversation before", () => {
    const { chosen, reasons } = chooseAgent([
      anAgent("ana", { refusedMsAgo: 2 * restMs }),
      anAgent("luca", { openConversations: 2 }),
    ]);
    expect(chosen).toBe("luca");
    expect(reasons.get("ana")).toBe("refused_before");
  });

  it("leaves whoever declined in peace for ten seconds, then asks again if there is nobody else", () => {
    const refused = (ms: number) => chooseAgent([anAgent("ana", { refusedMsAgo: ms })]);
    expect(refused(restMs - 1)).toMatchObject({ chosen: null });
    expect(refused(restMs - 1).reasons.get("ana")).toBe("refused_just_now");
    expect(refused(restMs).chosen).toBe("ana");
  });

  it.each([
    ["not_a_member", { isMember: false }],
    ["does_not_receive", { receives: false }],
    ["not_present", { present: false }],
    ["not_ready", { status: "online" }],
    ["at_capacity", { openConversations: 3 }],
    ["ringing", { ringing: true }],
  ] as const)("says why somebody is not asked: %s", (reason, change) => {
    expect(chooseAgent([anAgent("ana", change)]).reasons.get("ana")).toBe(reason);
  });
});
