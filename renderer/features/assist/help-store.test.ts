import { describe, expect, it } from "vitest";
import type { HelpRequest } from "#shared/contract/help.ts";
import { requestsOfOthers, withHelp, withHelpList } from "./help-store.ts";

const request = (id: string, version: number, state: HelpRequest["state"] = "open", by = "ana") =>
  ({
    id,
    version,
    state,
    askedBy: { id: by, name: by },
    createdAt: `2026-11-22T10:0${version}:00Z`,
  }) as HelpRequest;
const of = (...all: HelpRequest[]) => all.reduce(withHelp, { byId: {} });

describe("requests for help", () => {
  it("keep the newer record, in whatever order the news arrive", () => {
    expect(of(request("a", 3, "closed"), request("a", 2, "taken")).byId.a).toMatchObject({ state: "closed" });
  });

  it("are over when the list does not have them any more, but not those that came while it was asked for", () => {
    const state = of(request("old", 1), request("new", 1));
    const listed = withHelpList(state, [request("other", 1)], new Set(["old"]));
    expect(Object.keys(listed.byId).sort()).toEqual(["new", "other"]);
  });

  it("do not come back when an older list arrives behind the news of the end", () => {
    const state = withHelpList(of(request("a", 2, "closed")), [request("a", 1)], new Set(["a"]));
    expect(requestsOfOthers(state, "me")).toEqual([]);
  });

  it("are shown to others, the longest waiting first, and not to who asked", () => {
    const state = of(request("b", 2), request("a", 1), request("mine", 1, "open", "me"));
    expect(requestsOfOthers(state, "me").map(({ id }) => id)).toEqual(["a", "b"]);
  });
});
