import { describe, expect, it } from "vitest";
import { optionsFor } from "./options-for.ts";
import { toTell } from "./told.ts";
import type { Option } from "./use-choices.ts";

const mine = {
  ...{ userId: "ana", since: "2026-11-22T09:00:00Z", status: "offline", cause: "set_by_other" },
  ...{ byName: "Clara", reason: "Went home" },
} as Parameters<typeof toTell>[0];

describe("a status that somebody else has set", () => {
  it("is told, also when it was set while one was away; the same one only once", () => {
    expect(toTell(mine)).not.toBeNull();
    expect(toTell({ ...mine })).toBe(toTell(mine));
  });

  it("is told anew when it is another one, or somebody else's", () => {
    const others = [
      { since: "2026-11-22T10:00:00Z" },
      { status: "dnd" as const },
      { byName: "Olga" },
      { reason: "Ill" },
    ];
    for (const other of others) expect(toTell({ ...mine, ...other })).not.toBe(toTell(mine));
  });

  it("is nothing to tell when one chose it oneself, or the system did", () => {
    expect(toTell({ ...mine, cause: "chosen" })).toBeNull();
    expect(toTell({ ...mine, cause: "offer_missed" })).toBeNull();
  });
});

describe("what may be set for somebody else", () => {
  const options = (["ready", "online", "dnd", "offline"] as const).map(
    (status): Option => ({ key: status, status, name: status, about: "" }),
  );
  const open = (present: boolean | undefined) =>
    optionsFor(options, present).flatMap(({ key, disabled }) => (disabled ? [] : [key]));

  it("is never Ready, and only Offline for whom no device is connected", () => {
    expect(open(true)).toEqual(["online", "dnd", "offline"]);
    expect(open(undefined)).toEqual(["online", "dnd", "offline"]);
    expect(open(false)).toEqual(["offline"]);
  });
});
