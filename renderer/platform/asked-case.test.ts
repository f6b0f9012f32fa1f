import { expect, it } from "vitest";
import { askedCase, explainerAddress, readCase, writeCase } from "./asked-case.ts";

it("fills the explainer in by its address, and reads it back", () => {
  const address = explainerAddress("018f-ana", {
    permission: "users.block",
    thing: { ownerId: "luca", about: { kind: "user", id: "018f-luca" } },
    field: "name",
  });
  const search = new URLSearchParams(address.split("?")[1]);
  expect(readCase(askedCase({ case: search.get("case") }).case)).toEqual({
    user: "018f-ana",
    permission: "users.block",
    thing: { kind: "user", id: "018f-luca" },
    field: "name",
  });
});

it("leaves out what does not fit, and never fails", () => {
  expect(readCase("permission=everything.allowed&thing=planet:7&user=")).toEqual({});
  expect(readCase(undefined)).toEqual({});
  expect(askedCase({ case: 7 })).toEqual({});
  expect(writeCase({})).toBe("");
});
