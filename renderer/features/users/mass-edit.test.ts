import { describe, expect, it } from "vitest";
import { changesOf, noChanges } from "./mass-draft.ts";

describe("what a change of many asks for", () => {
  it("is nothing as long as nothing was filled in", () => {
    expect(changesOf(noChanges)).toEqual({});
  });

  it("names only what is to be touched: a zero, an off and what the workspace says among it", () => {
    const draft = {
      ...noChanges,
      maxConversations: 0,
      maxVoice: "usual",
      maxVideo: 2,
      notify: "off",
      addGroups: ["g"],
    } as const;
    expect(changesOf(draft)).toEqual({
      maxConversations: 0,
      maxVoice: null,
      maxVideo: 2,
      notify: false,
      addGroups: ["g"],
    });
  });
});
