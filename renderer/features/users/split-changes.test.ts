import { expect, it } from "vitest";
import { splitChanges } from "./split-changes.ts";

it.each([
  [["name"], { account: ["name"], personal: [] }],
  [[], { account: [], personal: ["name"] }],
])(
  "a new name goes by the account when one may change it there (%j), else by the personal part",
  (may, parts) => {
    expect(splitChanges(["name"], may)).toEqual(parts);
  },
);

it("a change of both parts is given by both commands", () => {
  expect(splitChanges(["skills", "language", "notify"], [])).toEqual({
    account: ["skills", "notify"],
    personal: ["language"],
  });
});
