import { expect, it } from "vitest";
import { byteRange } from "./byte-range.ts";

it("finds the part of a file that a player asks for", () => {
  expect(byteRange(undefined, 100)).toBeUndefined();
  expect(byteRange("bytes=0-", 100)).toEqual({ start: 0, end: 99 });
  expect(byteRange("bytes=10-19", 100)).toEqual({ start: 10, end: 19 });
  expect(byteRange("bytes=90-400", 100)).toEqual({ start: 90, end: 99 });
  expect(byteRange("bytes=-10", 100)).toEqual({ start: 90, end: 99 });
  expect(byteRange("bytes=-400", 100)).toEqual({ start: 0, end: 99 });
});

it("has no part beyond the end, and gives the whole to whoever asks for what it does not know", () => {
  for (const none of ["bytes=100-", "bytes=20-10", "bytes=-0"]) expect(byteRange(none, 100)).toBeNull();
  for (const other of ["bytes=-", "bytes=0-1,5-6", "lines=1-2", ""])
    expect(byteRange(other, 100)).toBeUndefined();
  expect(byteRange("bytes=0-", 0)).toBeNull();
});
