import { describe, expect, it } from "vitest";
import { deviceStateOf } from "./device-state.ts";

describe("a device that is pulled out of a call", () => {
  it.each([
    ["nothing was chosen", { chosen: "", there: ["a"], inUse: "a" }, "fine"],
    ["it is in use", { chosen: "a", there: ["a", "b"], inUse: "a" }, "fine"],
    ["it is gone and another is used", { chosen: "a", there: ["b"], inUse: "b" }, "away"],
    ["it is there again and the other still used", { chosen: "a", there: ["a", "b"], inUse: "b" }, "back"],
    ["the list is not known yet", { chosen: "a", there: [], inUse: "b" }, "fine"],
    ["a speaker is gone", { chosen: "a", there: ["b"], inUse: undefined }, "away"],
    ["a speaker is there", { chosen: "a", there: ["a"], inUse: undefined }, "fine"],
  ] as const)("%s", (_when, found, state) => expect(deviceStateOf(found)).toBe(state));
});
