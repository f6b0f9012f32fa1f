import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Conversation } from "#shared/contract/conversations.ts";
import { announceReminders } from "./announce-reminders.ts";
import { createConversationsStore, withConversation } from "./conversations-store.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function aDesk() {
  const store = createConversationsStore();
  let now = 0;
  let version = 0;
  const reminded: (string | null)[] = [];
  const stop = announceReminders(
    "ana",
    { serverNow: () => now, remind: (_, note) => reminded.push(note) },
    store,
  );
  return {
    reminded,
    stop,
    has(parked: { until: number; note: string | null } | null) {
      version += 1;
      const record = {
        id: "c",
        version,
        lastSeq: version,
        state: "assigned",
        assignee: { id: "ana", name: "Ana" },
        cursors: {},
        createdAt: "",
        parked: parked && { ...parked, until: new Date(parked.until).toISOString() },
      } as unknown as Conversation;
      store.setState((state) => withConversation(state, record));
    },
    passes(ms: number) {
      now += ms;
      vi.advanceTimersByTime(ms);
    },
  };
}

describe("the reminder of a parked conversation", () => {
  it("comes once, whether the server has taken it up by then or leaves it parked", () => {
    const desk = aDesk();
    desk.has({ until: 60_000, note: "call the warehouse" });
    desk.passes(59_000);
    expect(desk.reminded).toEqual([]);
    desk.passes(2_000);
    desk.has(null);
    desk.passes(60_000);
    expect(desk.reminded).toEqual(["call the warehouse"]);
    desk.stop();
  });

  it("comes when the record is quicker than the clock", () => {
    const desk = aDesk();
    desk.has({ until: 60_000, note: null });
    desk.passes(59_500);
    desk.has(null);
    expect(desk.reminded).toEqual([null]);
    desk.stop();
  });

  it("does not come when it was taken up before, and follows a later moment", () => {
    const desk = aDesk();
    desk.has({ until: 60_000, note: "first" });
    desk.passes(10_000);
    desk.has(null);
    desk.passes(100_000);
    expect(desk.reminded).toEqual([]);
    desk.has({ until: 200_000, note: "second" });
    desk.has({ until: 300_000, note: "third" });
    desk.passes(120_000);
    expect(desk.reminded).toEqual([]);
    desk.passes(100_000);
    expect(desk.reminded).toEqual(["third"]);
    desk.stop();
  });
});
