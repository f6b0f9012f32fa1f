import { describe, expect, it } from "vitest";
import type { MissedItem } from "#shared/contract/missed.ts";
import {
  doneMissed,
  type MissedState,
  openMissed,
  undoUntil,
  withMissed,
  withMissedList,
  withoutMissed,
} from "./missed-store.ts";

const anItem = (id: string, changes: Partial<MissedItem> = {}): MissedItem =>
  ({
    id,
    version: 1,
    state: "open",
    createdAt: "2026-11-22T09:00:00Z",
    wantedAt: null,
    ...changes,
  }) as MissedItem;
const none: MissedState = { byId: {}, known: false };
const holding = (...items: MissedItem[]): MissedState => items.reduce(withMissed, none);

describe("the list of those who were missed", () => {
  it("keeps the newer of two records, in whatever order they come", () => {
    const taken = anItem("a", { version: 2, state: "taken" });
    expect(withMissed(holding(taken), anItem("a")).byId.a).toBe(taken);
    expect(withMissed(holding(anItem("a")), taken).byId.a).toBe(taken);
  });

  it("forgets what a list that was read anew does not name any more", () => {
    const before = holding(anItem("gone"), anItem("stays"));
    const after = withMissedList(before, [anItem("stays"), anItem("new")], before);
    expect(Object.keys(after.byId).sort()).toEqual(["new", "stays"]);
    expect(after.known).toBe(true);
  });

  it("forgets what the server says is not in it any more", () => {
    const after = withoutMissed(holding(anItem("gone"), anItem("stays")), "gone");
    expect(openMissed(after).map(({ id }) => id)).toEqual(["stays"]);
  });

  it("does not lose what news brought while the list was on its way", () => {
    const asked = holding(anItem("old"));
    const meanwhile = withMissed(asked, anItem("fresh"));
    expect(Object.keys(withMissedList(meanwhile, [anItem("old")], asked).byId).sort()).toEqual([
      "fresh",
      "old",
    ]);
  });

  it("has nobody who is done, and counts from the wanted time", () => {
    const state = holding(
      anItem("later", { wantedAt: "2026-11-22T15:00:00Z" }),
      anItem("now", { createdAt: "2026-11-22T10:00:00Z" }),
      anItem("done", { state: "done" }),
    );
    expect(openMissed(state).map(({ id }) => id)).toEqual(["now", "later"]);
  });

  it("shows who was seen to, the last first, and nobody whose item was opened again meanwhile", () => {
    const done = (id: string, minute: string, version = 2) =>
      anItem(id, { state: "done", doneAt: `2026-11-22T10:${minute}:00Z`, version });
    const state = holding(anItem("again", { version: 3 }), done("news", "40"), anItem("open"));
    const listed = [done("again", "30"), done("old", "10"), done("older", "05")];
    expect(doneMissed(state, listed).map(({ id }) => id)).toEqual(["news", "old", "older"]);
  });

  it("lets him who marked somebody as done take it back for half a minute, and nobody else", () => {
    const person = { id: "me", name: "Ana" } as never;
    const done = anItem("a", {
      state: "done",
      doneBy: "closed",
      doneByPerson: person,
      doneAt: "2026-11-22T10:00:00Z",
    });
    expect(undoUntil(done, "me")).toBe(Date.parse("2026-11-22T10:00:30Z"));
    expect(undoUntil(done, "tom")).toBeNull();
    expect(undoUntil({ ...done, doneBy: "reached" }, "me")).toBeNull();
    expect(undoUntil({ ...done, state: "open" }, "me")).toBeNull();
  });
});
