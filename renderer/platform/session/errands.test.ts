import { expect, it } from "vitest";
import { errandOf } from "./errands.ts";

it.each([
  ["#invitation=abc", { kind: "invitation", token: "abc" }],
  ["#email=a%2Bb", { kind: "email", token: "a+b" }],
  ["#token=abc", null],
  ["#invitation=", null],
  ["#/setup/users?email=x", null],
  ["", null],
])("the address %s is led to by a link: %j", (hash, errand) => {
  expect(errandOf(hash)).toEqual(errand);
});
