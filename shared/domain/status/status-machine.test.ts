import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterEvent,
  type ChosenStatus,
  noStatus,
  type OthersChoice,
  type OwnChoice,
  type StatusEvent,
  type StatusKey,
  type StatusRecord,
} from "./index.ts";

const chosen = <S extends StatusKey>(status: S): ChosenStatus & { status: S } => ({
  status,
  customStatusId: status === "custom" ? "lunch" : null,
  reason: null,
});
const choose = (
  status: OwnChoice["status"],
  when: "now" | "whenFree" = "now",
  busy = false,
): StatusEvent => ({
  type: "choose",
  to: chosen(status),
  when,
  busy,
});
const having = (...events: StatusEvent[]): StatusRecord => events.reduce(afterEvent, noStatus);
const lead = { id: "lead", name: "Lea" };

const own = fc.constantFrom<OwnChoice["status"]>("offline", "online", "ready", "dnd", "custom");
const others = fc.constantFrom<OthersChoice["status"]>("offline", "online", "dnd", "custom", "paused");
const forcedPause = fc.boolean();
const anything: fc.Arbitrary<StatusEvent> = fc.oneof(
  fc
    .record({ to: own, when: fc.constantFrom("now" as const, "whenFree" as const), busy: fc.boolean() })
    .map(({ to, when, busy }) => choose(to, when, busy)),
  fc.constantFrom<StatusEvent>(
    { type: "cancelNext" },
    { type: "becameFree" },
    { type: "signedIn" },
    { type: "signedOut" },
    { type: "connectionLost" },
    { type: "rightsLost" },
    { type: "statusRemoved", customStatusId: "lunch" },
    { type: "statusRemoved", customStatusId: "other" },
  ),
  fc.boolean().map((inTime): StatusEvent => ({ type: "connectionBack", inTime })),
  forcedPause.map((on): StatusEvent => ({ type: "offerMissed", forcedPause: on })),
  forcedPause.map((on): StatusEvent => ({ type: "agentInactive", forcedPause: on })),
  others.map((to): StatusEvent => ({ type: "setByOther", to: chosen(to), by: lead })),
);
const histories = fc.array(anything, { maxLength: 40 });

/** Told apart from the machine: what he has asked for himself and not taken back. */
function mayBecomeReady(
  history: readonly StatusEvent[],
  records: readonly StatusRecord[],
  at: number,
): boolean {
  const event = history[at];
  if (event?.type === "choose") return event.to.status === "ready";
  if (event?.type === "becameFree") {
    const asked = history.slice(0, at).findLast(({ type }) => type === "choose" || type === "cancelNext");
    return asked?.type === "choose" && asked.when === "whenFree" && asked.to.status === "ready";
  }
  if (event?.type !== "connectionBack" || !event.inTime) return false;
  const lost = records.slice(0, at).findLastIndex(({ status }) => status !== "offline");
  return records[lost]?.status === "ready";
}

describe("a status, whatever happens to it", () => {
  it("becomes Ready by his own choice alone, or when he gets back within time what he had chosen", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const records = history.map((_, index) => having(...history.slice(0, index + 1)));
        for (const [index, { status }] of records.entries()) {
          const before = index === 0 ? "offline" : records[index - 1]?.status;
          if (status === "ready" && before !== "ready")
            expect(mayBecomeReady(history, records, index)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("is no trap: from everywhere he can choose everything, and sign out and come back", () => {
    fc.assert(
      fc.property(histories, own, (history, wanted) => {
        const here = having(...history);
        expect(afterEvent(here, choose(wanted)).status).toBe(wanted);
        const again = [{ type: "signedOut" }, { type: "signedIn" }] as const;
        expect(again.reduce<StatusRecord>(afterEvent, here)).toMatchObject({
          status: "online",
          cause: "signed_in",
        });
      }),
    );
  });

  it("names a custom status when it is one and only then, and keeps nothing of one that is gone", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const here = having(...history);
        for (const one of [here, here.next, here.before])
          if (one) expect(one.customStatusId !== null).toBe(one.status === "custom");
        expect(here.next?.status).not.toBe("paused");
        const gone = afterEvent(here, { type: "statusRemoved", customStatusId: "lunch" });
        for (const one of [gone, gone.next, gone.before]) expect(one?.status).not.toBe("custom");
      }),
    );
  });

  it("remembers what was before only while the connection is lost", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { status, cause, before } = having(...history);
        expect(before !== null).toBe(status === "offline" && cause === "connection_lost");
      }),
    );
  });
});

describe("a status", () => {
  it("is Online after signing in, and stays Offline for who chose that", () => {
    expect(having({ type: "signedIn" })).toMatchObject({ status: "online", cause: "signed_in" });
    expect(having({ type: "signedIn" }, choose("offline"), { type: "signedIn" })).toMatchObject({
      status: "offline",
      cause: "chosen",
    });
  });

  it("waits as the next one while he is busy, comes when he is free, and can be taken back", () => {
    const pending = having(choose("ready"), choose("custom", "whenFree", true));
    expect(pending).toMatchObject({ status: "ready", next: { status: "custom", customStatusId: "lunch" } });
    expect(afterEvent(pending, { type: "becameFree" })).toMatchObject({
      status: "custom",
      customStatusId: "lunch",
      cause: "next_came",
      next: null,
    });
    expect(afterEvent(pending, { type: "cancelNext" })).toMatchObject({ status: "ready", next: null });
    expect(having(choose("ready"), choose("dnd", "whenFree", false)).status).toBe("dnd");
  });

  it("is given back within time, also a pause and a custom one; later it is Online", () => {
    const lost = having(choose("custom"), { type: "connectionLost" });
    expect(lost).toMatchObject({ status: "offline", cause: "connection_lost", customStatusId: null });
    expect(afterEvent(lost, { type: "connectionBack", inTime: true })).toMatchObject({
      status: "custom",
      customStatusId: "lunch",
      cause: "connection_back",
    });
    const late: StatusEvent = { type: "connectionBack", inTime: false };
    expect(afterEvent(lost, late)).toMatchObject({ status: "online", cause: "back_late" });
    // Who was Online has lost nothing by it.
    const online = having({ type: "signedIn" }, { type: "connectionLost" }, late);
    expect(online).toMatchObject({ status: "online", cause: "connection_back" });
    const missed: StatusEvent = { type: "offerMissed", forcedPause: true };
    const back: StatusEvent = { type: "connectionBack", inTime: true };
    expect(having(choose("ready"), missed, { type: "connectionLost" }, back).status).toBe("paused");
  });

  it("keeps what is pending over a short loss, but nothing comes while he is away", () => {
    const away = having(choose("ready"), choose("dnd", "whenFree", true), { type: "connectionLost" });
    expect(afterEvent(away, { type: "becameFree" })).toEqual(away);
    const back = afterEvent(away, { type: "connectionBack", inTime: true });
    expect(back).toMatchObject({ status: "ready", next: { status: "dnd" } });
    expect(afterEvent(away, { type: "connectionBack", inTime: false }).next).toBeNull();
  });

  it("is paused after a missed offer where the pause is forced, else Online; who was not Ready keeps his", () => {
    expect(having(choose("ready"), { type: "offerMissed", forcedPause: true }).status).toBe("paused");
    expect(having(choose("ready"), { type: "offerMissed", forcedPause: false }).status).toBe("online");
    expect(having(choose("dnd"), { type: "offerMissed", forcedPause: true }).status).toBe("dnd");
  });

  it("says who changed it when it was somebody else, and does not let him make anybody Ready", () => {
    const set = having(choose("ready"), { type: "setByOther", to: chosen("dnd"), by: lead });
    expect(set).toMatchObject({ status: "dnd", cause: "set_by_other", by: lead });
    const ready = { type: "setByOther", to: chosen("ready"), by: lead } as unknown as StatusEvent;
    expect(afterEvent(set, ready).status).toBe("dnd");
  });

  it("ends with the rights to it, and begins anew when they return", () => {
    const lost = having(choose("ready"), choose("dnd", "whenFree", true), { type: "rightsLost" });
    expect(lost).toMatchObject({ status: "offline", cause: "rights_changed", next: null });
    expect(afterEvent(lost, { type: "signedIn" }).status).toBe("online");
  });
});
