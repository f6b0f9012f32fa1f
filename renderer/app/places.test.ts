import { expect, it } from "vitest";
import { hashOf } from "./places.ts";

it.each([
  ["/", "", "/", ""],
  ["/app/", "", "/app/", ""],
  ["/app", "", "/app/", ""],
  ["/workspace/1", "", "/", "#/workspace/1"],
  ["/app/workspace/1", "", "/app/", "#/workspace/1"],
  ["/app/", "#/profile", "/app/", "#/profile"],
  ["/application", "", "/", "#/application"],
])("%s%s leads to %s%s", (pathname, hash, base, place) => {
  expect(hashOf(pathname, hash)).toEqual({ base, hash: place });
});
